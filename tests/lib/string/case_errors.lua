-- Errors of upper, lower and reverse.
local function fails(...) print(select(2, pcall(...))) end
fails(string.upper)                                     -- expect: bad argument #1 to 'string.upper' (string expected, got no value)
fails(string.lower, {})                                 -- expect: bad argument #1 to 'string.lower' (string expected, got table)
fails(string.reverse, nil)                              -- expect: bad argument #1 to 'string.reverse' (string expected, got nil)
fails(string.reverse, print)                            -- expect: bad argument #1 to 'string.reverse' (string expected, got function)
