-- SPDX-License-Identifier: MIT
-- proxies.lua: tables that stand in front of other tables: tracing, read-only, defaults.
--
-- __index and __newindex only speak for keys that are absent. A proxy stays empty, so that
-- every access goes through them, and does with it what it likes.

-- ---- A proxy that reports every access

local function traced(target, name)
  local proxy = {}
  return setmetatable(proxy, {
    __index = function(_, key)
      print(string.format("  read  %s.%s -> %s", name, key, target[key]))
      return target[key]
    end,
    __newindex = function(_, key, value)
      print(string.format("  write %s.%s = %s", name, key, value))
      target[key] = value
    end,
    __pairs = function()
      return function(_, key)
        local next_key, value = next(target, key)
        if next_key ~= nil then
          print("  visit " .. name .. "." .. next_key)
        end
        return next_key, value
      end
    end,
    __len = function()
      print("  length of " .. name)
      return #target
    end,
  })
end

print("tracing")
local point = traced({ x = 1 }, "point")
point.x = point.x + 10
point.y = point.x
local list = traced({ "ash", "oak" }, "list")
list[#list + 1] = "elm"
for position, tree in pairs(list) do
  print("  got   " .. position .. " " .. tree)
end
print("  the proxy itself is empty: " .. tostring(rawget(point, "x")))

-- ---- Read-only tables, all the way down

local read_only_views = setmetatable({}, { __mode = "k" }) -- one view for each table

local function read_only(target)
  if type(target) ~= "table" then
    return target
  end
  local view = read_only_views[target]
  if not view then
    view = setmetatable({}, {
      __index = function(_, key)
        return read_only(target[key])
      end,
      __newindex = function(_, key)
        error("cannot change '" .. tostring(key) .. "': the table is read-only", 2)
      end,
      __len = function()
        return #target
      end,
      __pairs = function(self)
        return function(_, key)
          local next_key, value = next(target, key)
          return next_key, read_only(value)
        end, self, nil
      end,
      __metatable = "read-only",
    })
    read_only_views[target] = view
  end
  return view
end

print("read-only")
local calendar = { days = { "mon", "tue" }, year = 2024 }
local fixed = read_only(calendar)
local function attempt(action)
  local _, message = pcall(action)
  print("  " .. message:gsub("^[^:]+:%d+: ", ""))
end
attempt(function()
  fixed.year = 2025
end)
attempt(function()
  fixed.days[3] = "wed"
end)
attempt(function()
  setmetatable(fixed, {})
end)
print("  " .. #fixed.days .. " days, the first is " .. fixed.days[1])
print("  same view each time: " .. tostring(fixed.days == fixed.days))
calendar.year = 2025
print("  the owner can change it: " .. fixed.year)

-- ---- Defaults, without a closure for each table

local DEFAULT = {} -- a key nobody else has
local with_default = {
  __index = function(self, key)
    if key ~= DEFAULT then
      return rawget(self, DEFAULT)
    end
  end,
}

local function set_default(target, value)
  target[DEFAULT] = value
  return setmetatable(target, with_default)
end

print("defaults")
local stock = set_default({ apples = 3 }, 0)
local colours = set_default({ sky = "blue" }, "grey")
print("  " .. stock.apples .. " apples, " .. stock.plums .. " plums")
print("  the sky is " .. colours.sky .. ", the road is " .. colours.road)

-- ---- A strict table: reading what was never set is an error

print("strict")
local settings = setmetatable({ volume = 3 }, {
  __index = function(_, key)
    error("no setting '" .. key .. "'", 2)
  end,
})
print("  volume is " .. settings.volume)
attempt(function()
  return settings.volumne
end)
