-- only: neap
-- A chain of all places, each within the one before: one yield from the bottom, one error, one closing.
local places, within = dofile("data/all_places.lua")

local bottom = {name = "bottom", expected = "bottom", body = function (y) y("bottom") return "bottom" end}
local chain = bottom
for _, outer in ipairs(places) do chain = within(outer, chain) end

local function suspend()
  local co = coroutine.create(chain.body)
  local ok, value = coroutine.resume(co, coroutine.yield)
  assert(ok and value == "bottom", value)
  return co
end
local ok, value = coroutine.resume(suspend())
assert(ok and value == chain.expected, value)
assert(coroutine.close(suspend()))

-- Nothing in this half of the chain keeps an error from what is around it.
chain = bottom
for _, outer in ipairs(places) do
  if not outer.failed then chain = within(outer, chain) end
end
local co = coroutine.create(function () return pcall(chain.body, function () error(coroutine.yield(), 0) end) end)
coroutine.resume(co)
local alive, passed, problem = coroutine.resume(co, "broken")
assert(alive and not passed and problem == "broken", problem)
