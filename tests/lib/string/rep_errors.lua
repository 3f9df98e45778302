-- Errors of string.rep, the size of results included.
local function fails(...) print(select(2, pcall(...))) end
fails(string.rep)                                       -- expect: bad argument #1 to 'string.rep' (string expected, got no value)
fails(string.rep, "x")                                  -- expect: bad argument #2 to 'string.rep' (number expected, got no value)
fails(string.rep, "x", "y")                             -- expect: bad argument #2 to 'string.rep' (number expected, got string)
fails(string.rep, "x", 1.5)                             -- expect: bad argument #2 to 'string.rep' (number has no integer representation)
fails(string.rep, "x", 1, {})                           -- expect: bad argument #3 to 'string.rep' (string expected, got table)
fails(string.rep, "x", 1 << 31)                         -- expect: resulting string too large
fails(string.rep, "aa", 1 << 30)                        -- expect: resulting string too large
fails(string.rep, "a", 1 << 30, ",")                    -- expect: resulting string too large
fails(string.rep, "x", math.maxinteger)                 -- expect: resulting string too large
fails(string.rep, "", math.maxinteger, "x")             -- expect: resulting string too large
