-- SPDX-License-Identifier: MIT
-- coroutine_errors.lua: how errors, protected calls and closing meet coroutines.
--
-- resume works like pcall: an error ends the coroutine and becomes a result. wrap passes the
-- error on. pcall inside a coroutine may contain a yield. coroutine.close ends a suspended
-- coroutine early and lets its to-be-closed variables clean up.

print("resume reports")
local broken = coroutine.create(function()
  coroutine.yield("so far, so good")
  error({ code = 42 })
end)
print("", coroutine.resume(broken))
local ok, reason = coroutine.resume(broken)
print("", ok, reason.code, coroutine.status(broken))
print("", coroutine.resume(broken))

print("wrap raises")
local step = coroutine.wrap(function()
  error("the cellar is flooded", 0)
end)
print("", pcall(step))
print("", pcall(step))

print("a yield from inside pcall, and an error after it")
local guarded = coroutine.wrap(function()
  local good, message = pcall(function()
    local answer = coroutine.yield("what now?")
    error("caught: " .. answer, 0)
  end)
  return good, message
end)
print("", guarded())
print("", guarded("jump"))

print("a yield from metamethods")
local Lazy = {
  __index = function(_, key)
    return coroutine.yield("value of " .. key .. "?")
  end,
  __add = function(left, right)
    return coroutine.yield("sum?"), left, right
  end,
}
local asker = coroutine.wrap(function()
  local lazy = setmetatable({}, Lazy)
  local sum = lazy.width + lazy.height
  return "area of the frame", sum, lazy + 1
end)
print("", asker())
print("", asker(3))
print("", asker(4))
print("", asker("a sum"))

print("closing")
local function resource(name)
  print("", "open " .. name)
  return setmetatable({}, {
    __close = function(_, problem)
      print("", "close " .. name, problem)
    end,
  })
end
local visitor = coroutine.create(function()
  local door <close> = resource("door")
  local drawer <close> = resource("drawer")
  coroutine.yield("reading")
  print("", "never reached", door, drawer)
end)
print("", coroutine.resume(visitor))
print("", coroutine.close(visitor), coroutine.status(visitor))
print("", coroutine.close(visitor))

print("closing that fails")
local clumsy = coroutine.create(function()
  local vase <close> = setmetatable({}, {
    __close = function()
      error("the vase broke", 0)
    end,
  })
  coroutine.yield(vase ~= nil)
end)
coroutine.resume(clumsy)
print("", coroutine.close(clumsy))

print("misuse is an error, not a crash")
print("", pcall(coroutine.yield))
print("", coroutine.resume(coroutine.running()))
local turning
turning = coroutine.wrap(function()
  return pcall(turning)
end)
print("", turning())
