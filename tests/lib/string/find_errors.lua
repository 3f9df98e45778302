-- Errors of string.find and string.match.
local function fails(...) print(select(2, pcall(...))) end
fails(string.find)                                      -- expect: bad argument #1 to 'string.find' (string expected, got no value)
fails(string.find, "x")                                 -- expect: bad argument #2 to 'string.find' (string expected, got no value)
fails(string.find, {}, "x")                             -- expect: bad argument #1 to 'string.find' (string expected, got table)
fails(string.find, "x", {})                             -- expect: bad argument #2 to 'string.find' (string expected, got table)
fails(string.find, "x", "x", "y")                       -- expect: bad argument #3 to 'string.find' (number expected, got string)
fails(string.find, "x", "x", 1.5)                       -- expect: bad argument #3 to 'string.find' (number has no integer representation)
fails(string.match)                                     -- expect: bad argument #1 to 'string.match' (string expected, got no value)
fails(string.match, "x")                                -- expect: bad argument #2 to 'string.match' (string expected, got no value)
fails(string.match, "x", "x", {})                       -- expect: bad argument #3 to 'string.match' (number expected, got table)
print(string.find(123, 2), string.match(123, 2))        -- expect: 2 2
