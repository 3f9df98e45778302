-- Errors of string.char.
local function fails(...) print(select(2, pcall(...))) end
fails(string.char, 256)                                 -- expect: bad argument #1 to 'string.char' (value out of range)
fails(string.char, 1, -1)                               -- expect: bad argument #2 to 'string.char' (value out of range)
fails(string.char, "x")                                 -- expect: bad argument #1 to 'string.char' (number expected, got string)
fails(string.char, 1.5)                                 -- expect: bad argument #1 to 'string.char' (number has no integer representation)
fails(string.char, nil)                                 -- expect: bad argument #1 to 'string.char' (number expected, got nil)
fails(string.char, math.mininteger)                     -- expect: bad argument #1 to 'string.char' (value out of range)
