-- Endless recursion of protected calls ends.
-- slow
local function f() return (pcall(f)) end
f()
local function g() local ok, m = xpcall(g, function (m) return m end) return ok, m end
g()
local depth = 0
local function h() depth = depth + 1 local ok, m = pcall(h) return ok, m end
h()
assert(depth > 100)
