-- Endless recursion of Lua functions.
-- slow
local function f() return f() + 1 end
local ok, message = pcall(f)
assert(not ok and message:find("stack overflow", 1, true))
local function g(...) return (select("#", g(1, 2, 3, ...))) end
ok, message = pcall(g)
assert(not ok and message:find("stack overflow", 1, true), message)
for _ = 1, 5 do assert(not pcall(f)) end
