-- Patterns may be long; as in 5.4, a match may go through no more than 199 repeated items (see regression/pattern_depth).
local n = 1000
print(#("a"):rep(80):match(("a?"):rep(80)))                  -- expect: 80
print(#("ab"):rep(n):gsub(("ab"):rep(n), "%0%0"))            -- expect: 4000
print(#("x"):rep(n):match("(" .. ("x"):rep(n) .. ")%s*"))    -- expect: 1000
print(pcall(string.match, ("a"):rep(n), ("a?"):rep(n)))      -- expect: false pattern too complex
