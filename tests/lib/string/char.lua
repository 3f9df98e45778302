-- string.char makes a string of byte values.
print(string.char(72, 105))
print(#string.char())
print(("%q"):format(string.char(0, 255 - 190, 10)))
print(string.char("65", 66.0))
print(#string.char(table.unpack({}, 1, 0)))
local codes = {} -- all bytes
for i = 0, 255 do codes[#codes + 1] = i end
local all = string.char(table.unpack(codes))
print(#all, all:byte(1), all:byte(256))
-- expect: Hi
-- expect: 0
-- expect: "\0A\
-- expect: "
-- expect: AB
-- expect: 0
-- expect: 256 0 255
