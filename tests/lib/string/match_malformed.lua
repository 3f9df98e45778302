-- Errors in patterns.
local function fails(...) print(select(2, pcall(...))) end
fails(string.match, "a", "%")                           -- expect: malformed pattern (ends with '%')
fails(string.match, "a", "[a")                          -- expect: malformed pattern (missing ']')
fails(string.match, "a", "[")                           -- expect: malformed pattern (missing ']')
fails(string.match, "a", "[]")                          -- expect: malformed pattern (missing ']')
fails(string.match, "a", "[^]")                         -- expect: malformed pattern (missing ']')
fails(string.match, "a", "[^")                          -- expect: malformed pattern (missing ']')
fails(string.match, "a", "[a%")                         -- expect: malformed pattern (missing ']')
fails(string.match, "a", "[a%]")                        -- expect: malformed pattern (missing ']')
fails(string.match, "a", "(a")                          -- expect: unfinished capture
fails(string.match, "a", "(")                           -- expect: unfinished capture
fails(string.match, "a", "a)")                          -- expect: invalid pattern capture
fails(string.match, "a", ")")                           -- expect: invalid pattern capture
fails(string.match, "a", "%b")                          -- expect: malformed pattern (missing arguments to '%b')
fails(string.match, "a", "%bx")                         -- expect: malformed pattern (missing arguments to '%b')
fails(string.match, "a", "%f")                          -- expect: missing '[' after '%f' in pattern
fails(string.match, "a", "%fa")                         -- expect: missing '[' after '%f' in pattern
fails(string.match, "a", "%f[a")                        -- expect: malformed pattern (missing ']')
fails(string.match, "a", "%1")                          -- expect: invalid capture index %1
fails(string.match, "a", "%0")                          -- expect: invalid capture index %0
fails(string.match, "a", "(a)%2")                       -- expect: invalid capture index %2
fails(string.match, "a", "(a%1)")                       -- expect: invalid capture index %1
fails(string.match, "a", "a*[")                         -- expect: malformed pattern (missing ']')
