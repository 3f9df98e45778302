-- Errors of utf8.char.
local function fails(...) print(select(2, pcall(...))) end
fails(utf8.char, -1)                                    -- expect: bad argument #1 to 'utf8.char' (value out of range)
fails(utf8.char, 1, 0x80000000)                         -- expect: bad argument #2 to 'utf8.char' (value out of range)
fails(utf8.char, math.mininteger)                       -- expect: bad argument #1 to 'utf8.char' (value out of range)
fails(utf8.char, "x")                                   -- expect: bad argument #1 to 'utf8.char' (number expected, got string)
fails(utf8.char, 1.5)                                   -- expect: bad argument #1 to 'utf8.char' (number has no integer representation)
fails(utf8.char, nil)                                   -- expect: bad argument #1 to 'utf8.char' (number expected, got nil)
