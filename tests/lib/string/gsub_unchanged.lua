-- Without changes the result equals the subject.
local s = ("x"):rep(100)
print(s:gsub("y", "z") == s, select(2, s:gsub("x", function() end)), (s:gsub("x", {})) == s) -- expect: true 100 true
