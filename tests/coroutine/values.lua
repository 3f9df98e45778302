-- Values pass through resume and yield in both directions.
local co = coroutine.create(function (...)
  local a = table.pack(coroutine.yield(...))
  local b = table.pack(coroutine.yield(table.unpack(a, 1, a.n)))
  return b.n, table.unpack(b, 1, b.n)
end)
print(coroutine.resume(co, 1, nil, 3))  -- expect: true 1 nil 3
print(coroutine.resume(co))             -- expect: true
print(coroutine.resume(co, nil, nil))   -- expect: true 2 nil nil
print(coroutine.resume(co))             -- expect: false cannot resume dead coroutine
