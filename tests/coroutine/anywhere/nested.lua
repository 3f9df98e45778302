-- only: neap
-- Places within places: each within each of the next few of the list, and a chain of all of them at once.
local files = {"statements", "metamethods", "table_functions", "string_functions", "base_functions"}

local places = {}
for _, file in ipairs(files) do
  local collector = setmetatable({finish = function () end}, {__call = function (_, name, expected, body, failed)
    places[#places + 1] = {name = name, expected = expected, body = body, failed = failed}
  end})
  assert(loadfile(file .. ".lua"))(collector)
end
assert(#places > 500)

-- The place [outer] with [inner] in it: at the first call of y, so that the calls do not multiply. If y
-- fails, it does so in [inner], which may keep the error from [outer].
local function within(outer, inner)
  return {
    name = inner.name .. " within " .. outer.name,
    expected = outer.expected,
    failed = inner.failed and outer.expected or outer.failed,
    body = function (y)
      local first = true
      return outer.body(function ()
        if first then
          first = false
          local result = inner.body(y)
          if result ~= inner.expected and result ~= inner.failed then
            error(inner.name .. " gives " .. tostring(result))
          end
        end
      end)
    end,
  }
end

-- Neighbours are much alike, so strides reach places of other kinds.
local place = dofile("data/place.lua")
for i, outer in ipairs(places) do
  for _, stride in ipairs {1, 97, 289} do
    local both = within(outer, places[(i + stride) % #places + 1])
    place(both.name, both.expected, both.body, both.failed)
  end
end

-- Places that change global state (package.path, metatables of strings) do not go well with themselves
-- suspended in between; so each is in the chain once.
local chain = {name = "bottom", expected = "bottom", body = function (y) y("bottom") return "bottom" end}
for _, outer in ipairs(places) do chain = within(outer, chain) end
local co = coroutine.create(chain.body)
local ok, value = coroutine.resume(co, coroutine.yield)
assert(ok and value == "bottom", value)
ok, value = coroutine.resume(co)
assert(ok and value == chain.expected and coroutine.status(co) == "dead", value)

place.finish()                          -- expect: every place passed
