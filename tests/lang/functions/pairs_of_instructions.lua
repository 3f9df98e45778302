-- SPDX-License-Identifier: MIT
-- Instructions that often follow each other are done in one go; each still does what it says.
value = {field = 1}

-- both the table and the field stay
local t = value
local f = t.field
assert(t == value and f == 1)

-- the table in a local that lives on
local a <const> = 2
local kept = value
local field = kept.field
assert(kept.field == field)

-- fields that are inherited, missing, or of something that is no table
local function get() return value.field end
assert(get() == 1)
value.field = nil
assert(get() == nil)
setmetatable(value, {__index = {field = 2}})
assert(get() == 2)
setmetatable(value, {__index = function (_, key) return key end})
assert(get() == "field")
value = "string"
assert(get() == nil)
local metatable = getmetatable("")
debug.setmetatable("", {__index = function () return 3 end})
assert(get() == 3)
debug.setmetatable("", metatable)
value = nil
local ok, message = pcall(get)
assert(not ok and message:find("attempt to index a nil value (global 'value')", 1, true), message)
value = {field = 4}
assert(get() == 4)

-- globals that come from somewhere else
local env = setmetatable({}, {__index = function (_, key) return {field = key} end})
local function foreign() local _ENV <const> = env; return value.field end
assert(foreign() == "value")
local chunk = load("return value.field", "chunk", "t", env)
assert(chunk() == "value")
env.value = {field = 5}
assert(chunk() == 5)

-- moves that overlap
local function swap(x, y, z)
  x, y = y, x
  z, x, y = x, y, z
  return x, y, z
end
assert(select("#", swap(1, 2, 3)) == 3)
local x, y, z = swap(1, 2, 3)
assert(x == 1 and y == 3 and z == 2)

-- jumps to the second one
local function choose(c, x, y)
  local a = c and x
  local b = y
  local d = c and x or y
  return a, b, d
end
assert(select(2, choose(true, 1, 2)) == 2)
local p, q, r = choose(false, 1, 2)
assert(p == false and q == 2 and r == 2)

-- calls with what is no integer
local function id(...) return ... end
assert(id(1.5 + 1) == 2.5)
local function plus(n) return id(n + 1) end
assert(plus(1) == 2 and plus(1.5) == 2.5 and plus("2") == 3)
assert(not pcall(plus, {}))
assert(plus(setmetatable({}, {__add = function () return "sum" end})) == "sum")
local called = setmetatable({}, {__call = function (_, n) return n end})
local function call(g, n) return (g(n)), (g(7)) end
assert(select(2, call(called, 6)) == 7 and call(called, 6) == 6)
ok, message = pcall(call, nil, 1)
assert(not ok and message:find("attempt to call a nil value (local 'g')", 1, true), message)

-- what is dumped is what was written
assert(load(string.dump(get))() == 4)
assert(string.dump(load(string.dump(get))) == string.dump(get))

-- hooks see each
local lines = {}
local function spread()
  return value
    .field
end
debug.sethook(function (_, line) lines[#lines + 1] = line end, "l")
spread()
debug.sethook()
local first = debug.getinfo(spread, "S").linedefined
assert(lines[2] == first + 1 and lines[3] == first + 2, table.concat(lines, " "))
