-- Errors of string.packsize.
local function fails(...) print(select(2, pcall(...))) end
fails(string.packsize, "s")                             -- expect: bad argument #1 to 'string.packsize' (variable-length format)
fails(string.packsize, "z")                             -- expect: bad argument #1 to 'string.packsize' (variable-length format)
fails(string.packsize, "i4 z")                          -- expect: bad argument #1 to 'string.packsize' (variable-length format)
fails(string.packsize, "c2147483639 c2147483639")       -- expect: bad argument #1 to 'string.packsize' (format result too large)
fails(string.packsize, "c2147483647")                   -- expect: invalid format option '7'
fails(string.packsize, "i0")                            -- expect: integral size (0) out of limits [1,16]
fails(string.packsize, "c")                             -- expect: missing size for format option 'c'
fails(string.packsize)                                  -- expect: bad argument #1 to 'string.packsize' (string expected, got no value)
print(string.packsize("c2147483639"), string.packsize("c2147483639 c8")) -- expect: 2147483639 2147483647
fails(string.packsize, "c2147483639 c9")                -- expect: bad argument #1 to 'string.packsize' (format result too large)
