-- Patterns have no limit to their length or to their repeated items.
-- only: neap
local n = 1000
print(#("a"):rep(n):match(("a?"):rep(n)))                    -- expect: 1000
print(#("ab"):rep(n):match(("[a-b]-"):rep(n) .. "$"))        -- expect: 2000
print(#("ab"):rep(n):gsub(("ab"):rep(n), "%0%0"))            -- expect: 4000
print(#("x"):rep(n):match("(" .. ("x"):rep(n) .. ")%s*"))    -- expect: 1000
