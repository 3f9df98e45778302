-- The limits of each size of integer.
local function fails(...) print(select(2, pcall(...))) end
print(string.pack("b", 127):byte(), string.pack("b", -128):byte(), string.pack("B", 255):byte()) -- expect: 127 128 255
fails(string.pack, "b", 128)                            -- expect: bad argument #2 to 'string.pack' (integer overflow)
fails(string.pack, "b", -129)                           -- expect: bad argument #2 to 'string.pack' (integer overflow)
fails(string.pack, "B", 256)                            -- expect: bad argument #2 to 'string.pack' (unsigned overflow)
fails(string.pack, "B", -1)                             -- expect: bad argument #2 to 'string.pack' (unsigned overflow)
fails(string.pack, "i3", 1 << 23)                       -- expect: bad argument #2 to 'string.pack' (integer overflow)
fails(string.pack, "I7", 1 << 56)                       -- expect: bad argument #2 to 'string.pack' (unsigned overflow)
print(#string.pack("i7", (1 << 55) - 1), #string.pack("I7", (1 << 56) - 1), #string.pack("I8", -1)) -- expect: 7 7 8
