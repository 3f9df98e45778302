-- Errors of string.sub.
local function fails(...) print(select(2, pcall(...))) end
fails(string.sub)                                       -- expect: bad argument #1 to 'string.sub' (string expected, got no value)
fails(string.sub, "x")                                  -- expect: bad argument #2 to 'string.sub' (number expected, got no value)
fails(string.sub, "x", {})                              -- expect: bad argument #2 to 'string.sub' (number expected, got table)
fails(string.sub, "x", 1, 1.5)                          -- expect: bad argument #3 to 'string.sub' (number has no integer representation)
fails(string.sub, "x", "a")                             -- expect: bad argument #2 to 'string.sub' (number expected, got string)
