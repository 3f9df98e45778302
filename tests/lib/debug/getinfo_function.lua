-- debug.getinfo f: the function itself, of this thread and of another.
local function f()
  return debug.getinfo(1, "f").func
end
assert(f() == f)
assert(debug.getinfo(f, "f").func == f)
assert(debug.getinfo(print).func == print)
local co = coroutine.create(function () coroutine.yield() end)
coroutine.resume(co)
assert(debug.getinfo(co, 0, "f").func == coroutine.yield)
local both = debug.getinfo(co, 1, "fL")
assert(type(both.func) == "function" and both.activelines[8] and not both.activelines[1])
assert(debug.getinfo(co, 1, "l").currentline == 8)
assert(debug.getinfo(co, 2) == nil)
assert(debug.getinfo(co, f, "S").linedefined == 2)
