-- zlib: streams in pieces, checksums, errors.
-- package: lua-zlib
local zlib = require("zlib")
local parts = {}
for i = 1, 5000 do parts[i] = "line " .. i % 37 .. "\n" end
local text = table.concat(parts)
local deflate = zlib.deflate(9)
local packed = {}
for i = 1, #text, 1000 do
  packed[#packed + 1] = deflate(text:sub(i, i + 999))
end
packed[#packed + 1] = deflate("", "finish")
packed = table.concat(packed)
assert(#packed < #text / 10)
local unpacked, eof, bytes_in, bytes_out = zlib.inflate()(packed)
assert(unpacked == text and eof and bytes_in == #packed and bytes_out == #text)
assert(zlib.crc32()("hello") == 0x3610a686 and zlib.adler32()("hello") == 0x62c0215)
assert(not pcall(zlib.inflate(), "this is no zlib stream"))
