-- Errors of string.gmatch.
local function fails(...) print((select(2, pcall(...)):gsub("^[^:]+:%d+: ", ""))) end
fails(string.gmatch)                                    -- expect: bad argument #1 to 'string.gmatch' (string expected, got no value)
fails(string.gmatch, "x")                               -- expect: bad argument #2 to 'string.gmatch' (string expected, got no value)
fails(string.gmatch, "x", {})                           -- expect: bad argument #2 to 'string.gmatch' (string expected, got table)
fails(string.gmatch, "x", "x", "y")                     -- expect: bad argument #3 to 'string.gmatch' (number expected, got string)
fails(string.gmatch("abc", "%"))                        -- expect: malformed pattern (ends with '%')
fails(string.gmatch("abc", "(a"))                       -- expect: unfinished capture
fails(string.gmatch("abc", "[a"))                       -- expect: malformed pattern (missing ']')
fails(function() for _ in ("abc"):gmatch("a%") do end end) -- expect: malformed pattern (ends with '%')
print(string.gmatch(123, 2)())                          -- expect: 2
