-- coroutine.status in every state.
local main = coroutine.running()
local co, outer
co = coroutine.create(function ()
  print(coroutine.status(co), coroutine.status(outer), coroutine.status(main))
  coroutine.yield()
end)
outer = coroutine.create(function () coroutine.resume(co); coroutine.yield() end)
print(coroutine.status(co), coroutine.status(main)) -- expect: suspended running
coroutine.resume(outer)                 -- expect: running normal normal
print(coroutine.status(co), coroutine.status(outer)) -- expect: suspended suspended
coroutine.resume(co)
print(coroutine.status(co))             -- expect: dead
local failed = coroutine.create(error)
coroutine.resume(failed)
print(coroutine.status(failed))         -- expect: dead
