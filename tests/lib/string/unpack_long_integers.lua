-- Integers longer than 8 bytes must have a value that fits.
local function fails(...) print(select(2, pcall(...))) end
print(string.unpack("<i9", ("\255"):rep(9)), string.unpack(">i16", ("\0"):rep(15) .. "\7")) -- expect: -1 7 17
print(string.unpack("<I16", "\1" .. ("\0"):rep(15)), string.unpack("<I9", ("\255"):rep(8) .. "\0")) -- expect: 1 -1 10
fails(string.unpack, "<i9", ("\1"):rep(9))              -- expect: 9-byte integer does not fit into Lua Integer
fails(string.unpack, "<I9", ("\255"):rep(9))            -- expect: 9-byte integer does not fit into Lua Integer
fails(string.unpack, ">i16", "\1" .. ("\0"):rep(15))    -- expect: 16-byte integer does not fit into Lua Integer
fails(string.unpack, "<i9", "\0\0\0\0\0\0\0\128\0" .. "") -- expect: 9-byte integer does not fit into Lua Integer
print(string.unpack("<i9", "\0\0\0\0\0\0\0\128\255") == math.mininteger) -- expect: true
