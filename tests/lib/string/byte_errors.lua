-- Errors of string.byte.
local function fails(...) print(select(2, pcall(...))) end
fails(string.byte)                                      -- expect: bad argument #1 to 'string.byte' (string expected, got no value)
fails(string.byte, "x", "y")                            -- expect: bad argument #2 to 'string.byte' (number expected, got string)
fails(string.byte, "x", 1.5)                            -- expect: bad argument #2 to 'string.byte' (number has no integer representation)
fails(string.byte, ("x"):rep(1e7), 1, -1)               -- expect: stack overflow (string slice too long)
