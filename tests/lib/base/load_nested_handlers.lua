-- SPDX-License-Identifier: MIT
-- An error in the reader of a load, however deep in others, goes through the handler of the xpcall around all of
-- them, each time; what is in between keeps its own.
local handled
local function handler(name)
  return function (message) handled[#handled + 1] = name .. ":" .. tostring(message) return message end
end
local function failing() error("e", 0) end

local function nest(depth)
  if depth == 0 then return load(failing) end
  local f, message = load(function () return nest(depth - 1) and "" or nil end)
  if depth % 2 == 0 then load(failing) end
  return f, message
end

handled = {}
assert(xpcall(nest, handler "a", 4))
assert(table.concat(handled, " ") == "a:e a:e a:e", table.concat(handled, " "))

-- a handler in between
handled = {}
assert(xpcall(function ()
  load(function ()
    xpcall(function ()
      load(failing)
      load(function () load(failing) load(failing) error("f", 0) end)
      error("g", 0)
    end, handler "b")
    pcall(function () load(failing) error("h", 0) end)
    load(failing)
    error("i", 0)
  end)
  load(failing)
end, handler "a"))
assert(table.concat(handled, " ") == "b:e b:e b:e b:f b:g a:e a:i a:e", table.concat(handled, " "))

-- none outside of a coroutine; an error within a handler
handled = {}
assert(xpcall(function ()
  coroutine.wrap(function ()
    load(function () load(failing) load(failing) end)
    xpcall(load, handler "c", failing)
  end)()
  load(failing)
end, handler "a"))
assert(table.concat(handled, " ") == "c:e a:e", table.concat(handled, " "))
handled = {}
assert(xpcall(function () load(failing) load(failing) end, function (message)
  handled[#handled + 1] = message
  if message == "e" then load(function () error("inner", 0) end) end
  return message
end))
assert(table.concat(handled, " ") == "e inner e inner", table.concat(handled, " "))
