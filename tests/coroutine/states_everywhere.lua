-- only: neap
-- status, running and isyieldable say the same wherever code of a coroutine runs; a finalizer may not yield.
local co
local function check(where, yieldable)
  local running, is_main = coroutine.running()
  assert(running == co and not is_main, where)
  assert(coroutine.status(co) == "running", where)
  assert(coroutine.isyieldable() == yieldable, where)
  assert(coroutine.isyieldable(co) == yieldable, where)
end
local function with(event, result)
  return setmetatable({}, {["__" .. event] = function () check(event, true) return result end})
end
co = coroutine.create(function (...)
  check("body", true)
  pcall(check, "pcall", true)
  xpcall(error, check, "handler", true)
  table.sort({2, 1}, function (a, b) check("sort", true) return a < b end)
  string.gsub("x", "x", function () check("gsub", true) end)
  load(function () check("load", true) end)
  local _ = tostring(with("tostring", "")), ("%s"):format(with("tostring", "")), with "index".x, with "add" + 1
  for _ in pairs(with("pairs", function () end)) do end
  for _ in ipairs(with "index") do end
  do local c <close> = with "close" end
  package.preload.states = function () check("require", true) end
  require "states"
  setmetatable({}, {__gc = function () check("gc", false) end})
  collectgarbage()
  collectgarbage()
  check("after gc", true)
  debug.sethook(function () debug.sethook() check("hook", true) end, "l")
  local x = 1
  return "end"
end)
print(coroutine.status(co), coroutine.isyieldable(co)) -- expect: suspended true
print(coroutine.resume(co))             -- expect: true end
print(coroutine.status(co), coroutine.isyieldable(co), coroutine.running() ~= co) -- expect: dead true true
