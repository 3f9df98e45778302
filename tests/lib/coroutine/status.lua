-- The four states of a coroutine.
local co, outer
co = coroutine.create(function()
  print(coroutine.status(co), coroutine.status(outer))
  coroutine.yield()
end)
outer = coroutine.create(function() coroutine.resume(co) end)
print(coroutine.status(outer))
coroutine.resume(outer)
print(coroutine.status(outer), coroutine.status(co))
coroutine.resume(co)
print(coroutine.status(co))
local bad = coroutine.create(error)
coroutine.resume(bad)
print(coroutine.status(bad))
-- expect: suspended
-- expect: running normal
-- expect: dead suspended
-- expect: dead
-- expect: dead
