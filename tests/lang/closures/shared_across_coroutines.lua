-- A variable captured on one coroutine's stack is seen and set by another.
local co = coroutine.wrap(function ()
  local v = 1
  coroutine.yield(function () return v end, function (x) v = x end)
  coroutine.yield(v)
  v = 20
end)
local get, set = co()
print(get())                            -- expect: 1
set(10)
print(co(), get())                      -- expect: 10 10
co()
print(get())                            -- expect: 20
