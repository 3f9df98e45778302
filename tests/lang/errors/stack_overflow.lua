-- Endless recursion ends with an error that can be caught.
-- slow
local function recurse() return 1 + recurse() end
local ok, m = pcall(recurse)
print(ok, m:match("stack overflow"), #m < 400) -- expect: false stack overflow true
local ok2, m2 = xpcall(recurse, function (m) return "handled: " .. tostring(m:match("stack overflow")) end)
print(ok2, m2)                          -- expect: false handled: stack overflow
print(pcall(recurse) == false, (select(2, pcall(string.rep, "x", 3)))) -- expect: true xxx
