-- Returns the list of all places, and a function that puts one place into another.
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

return places, within
