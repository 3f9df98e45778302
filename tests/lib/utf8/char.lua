-- utf8.char encodes code points in up to six bytes.
print(utf8.char(72, 228, 8364, 128512), utf8.char() == "") -- expect: Hä€😀 true
print(utf8.char(0x7f, 0x80):byte(1, -1))                -- expect: 127 194 128
print(utf8.char(0x7ff, 0x800):byte(1, -1))              -- expect: 223 191 224 160 128
print(utf8.char(0xffff, 0x10000):byte(1, -1))           -- expect: 239 191 191 240 144 128 128
print(utf8.char(0x10ffff):byte(1, -1))                  -- expect: 244 143 191 191
print(utf8.char(0x1fffff, 0x200000):byte(1, -1))        -- expect: 247 191 191 191 248 136 128 128 128
print(utf8.char(0x3ffffff, 0x4000000):byte(1, -1))      -- expect: 251 191 191 191 191 252 132 128 128 128 128
print(utf8.char(0x7fffffff):byte(1, -1))                -- expect: 253 191 191 191 191 191
print(#utf8.char(0), utf8.char(0xd800):byte(1, -1))     -- expect: 1 237 160 128
print(utf8.char("65", 66.0))                            -- expect: AB
local codes = {}
for i = 1, 200 do codes[i] = 0x4e00 + i end
print(#utf8.char(table.unpack(codes)))                  -- expect: 600
