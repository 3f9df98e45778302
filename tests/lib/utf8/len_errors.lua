-- Errors of utf8.len.
local function fails(...) print(select(2, pcall(...))) end
fails(utf8.len)                                         -- expect: bad argument #1 to 'utf8.len' (string expected, got no value)
fails(utf8.len, "abc", 0)                               -- expect: bad argument #2 to 'utf8.len' (initial position out of bounds)
fails(utf8.len, "abc", 5)                               -- expect: bad argument #2 to 'utf8.len' (initial position out of bounds)
fails(utf8.len, "abc", -4)                              -- expect: bad argument #2 to 'utf8.len' (initial position out of bounds)
fails(utf8.len, "abc", 1, 4)                            -- expect: bad argument #3 to 'utf8.len' (final position out of bounds)
fails(utf8.len, "abc", "x")                             -- expect: bad argument #2 to 'utf8.len' (number expected, got string)
fails(utf8.len, "abc", math.maxinteger)                 -- expect: bad argument #2 to 'utf8.len' (initial position out of bounds)
fails(utf8.len, "abc", math.mininteger)                 -- expect: bad argument #2 to 'utf8.len' (initial position out of bounds)
fails(utf8.len, "abc", 1, math.maxinteger)              -- expect: bad argument #3 to 'utf8.len' (final position out of bounds)
