-- A loaded function gets new upvalues: the first one is the environment, the others are nil.
local a, b = 1, 2
local function f() return a, b, _ENV end
local g = load(string.dump(f))
assert(debug.getupvalue(f, 1) == "a")
local x, y, z = g()
assert(x == _G and y == nil and z == nil)
debug.setupvalue(g, 2, 20)
assert(select(2, g()) == 20 and b == 2)
local environment = {}
assert(load(string.dump(f), "c", "b", environment)() == environment)
assert(load(string.dump(function () return 1 end))() == 1)

-- As many upvalues as a function can have.
local names, sum = {}, {}
for i = 1, 190 do names[i] = "v" .. i sum[i] = "v" .. i end
local make = load("local " .. table.concat(names, ",") .. " = ... return function () return " ..
  table.concat(sum, ",") .. " end")
local many = load(string.dump(make()))
for i = 1, 190 do debug.setupvalue(many, i, i) end
assert(select("#", many()) == 190 and select(190, many()) == 190)
