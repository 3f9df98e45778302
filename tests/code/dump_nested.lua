-- Functions nested as deep as the compiler lets them, and long ones, survive a dump.
local depth = 60
local text = ("return function (...) "):rep(depth) .. "return ..." .. (" end"):rep(depth)
local f = load(string.dump(load(text)))
for _ = 1, depth do f = f() end
assert(f("deep") == "deep")

local parts = {}
for i = 1, 5000 do parts[i] = ("x = x + %d.5 y = 's%d'"):format(i, i) end
local long = "local x, y = 0 " .. table.concat(parts, "\n") .. " return x, y"
local a, b = load(string.dump(load(long)))()
assert(a == 5000 * 5001 / 2 + 2500 and b == "s5000")

-- Lines far apart.
local far = load(string.dump(load("local a\n" .. ("\n"):rep(100000) .. "error('far')", "=far")))
assert(select(2, pcall(far)) == "far:100002: far")
