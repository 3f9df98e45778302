-- Strings that do not fit.
local function fails(...) print(select(2, pcall(...))) end
fails(string.pack, "s1", ("x"):rep(256))                -- expect: bad argument #2 to 'string.pack' (string length does not fit in given size)
fails(string.pack, "z", "a\0b")                         -- expect: bad argument #2 to 'string.pack' (string contains zeros)
fails(string.pack, "c2", "abc")                         -- expect: bad argument #2 to 'string.pack' (string longer than given size)
fails(string.pack, "c", "abc")                          -- expect: missing size for format option 'c'
print(#string.pack("s1", ("x"):rep(255)), #string.pack("c2", "ab")) -- expect: 256 2
