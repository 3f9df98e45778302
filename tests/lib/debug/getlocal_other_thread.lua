-- debug.getlocal and setlocal of a suspended coroutine.
local co = coroutine.create(function (x)
  local y = "old"
  coroutine.yield()
  print(x, y)
end)
coroutine.resume(co, 1)
print(debug.getlocal(co, 1, 1))         -- expect: x 1
print(debug.getlocal(co, 1, 2))         -- expect: y old
print(debug.setlocal(co, 1, 2, "new"))  -- expect: y
print(debug.setlocal(co, 1, 50, "new")) -- expect: nil
coroutine.resume(co)                    -- expect: 1 new
