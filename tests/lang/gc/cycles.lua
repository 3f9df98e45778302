-- Cycles of tables, closures and coroutines are collected.
local weak = setmetatable({}, {__mode = "v"})
do
  local a, b = {}, {}
  a.b, b.a = b, a
  local function f() return a, f end
  local co
  co = coroutine.create(function () local self = co; coroutine.yield(f, a); return self end)
  coroutine.resume(co)
  a.co, a.f = co, f
  weak[1], weak[2], weak[3], weak[4] = a, b, f, co
end
collectgarbage()
print(weak[1], weak[2], weak[3], weak[4]) -- expect: nil nil nil nil
