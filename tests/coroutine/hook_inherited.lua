-- A coroutine made inside of a hook has the hooks of its thread, but for functions set by debug.sethook, which are those of one
-- thread; the code of hooks is not hooked.
local co
local events = 0
debug.sethook(function ()
  debug.sethook()
  co = coroutine.create(function () local x = 1; coroutine.yield() x = 2 end)
end, "l")
local x = 1
debug.sethook(co, function () events = events + 1 end, "l")
coroutine.resume(co)
print(events > 0) -- expect: true
