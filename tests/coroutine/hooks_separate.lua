-- A debug hook belongs to one coroutine.
local lines = 0
local co = coroutine.create(function ()
  local x = 1
  x = x + 1
  coroutine.yield()
  x = x + 1
end)
debug.sethook(co, function () lines = lines + 1 end, "l")
coroutine.resume(co)
local first = lines
local y = 1
y = y + 1
print(first, lines == first)            -- expect: 3 true
coroutine.resume(co)
print(lines > first, debug.gethook())   -- expect: true nil
