-- Errors of utf8.offset.
local function fails(...) print(select(2, pcall(...))) end
fails(utf8.offset)                                      -- expect: bad argument #1 to 'utf8.offset' (string expected, got no value)
fails(utf8.offset, "abc")                               -- expect: bad argument #2 to 'utf8.offset' (number expected, got no value)
fails(utf8.offset, "abc", 1, 5)                         -- expect: bad argument #3 to 'utf8.offset' (position out of bounds)
fails(utf8.offset, "abc", 1, 0)                         -- expect: bad argument #3 to 'utf8.offset' (position out of bounds)
fails(utf8.offset, "abc", 1, -4)                        -- expect: bad argument #3 to 'utf8.offset' (position out of bounds)
fails(utf8.offset, "ä", 1, 2)                          -- expect: initial position is a continuation byte
fails(utf8.offset, "ä", -1, 2)                         -- expect: initial position is a continuation byte
fails(utf8.offset, "\x80", 1)                           -- expect: initial position is a continuation byte
fails(utf8.offset, "abc", "x")                          -- expect: bad argument #2 to 'utf8.offset' (number expected, got string)
fails(utf8.offset, "abc", 1, math.maxinteger)           -- expect: bad argument #3 to 'utf8.offset' (position out of bounds)
print(utf8.offset("\x80", 0))                           -- expect: 1
