-- close kills a suspended or dead coroutine and tells its error.
local co = coroutine.create(function() coroutine.yield() end)
print(coroutine.close(co), coroutine.status(co)) -- expect: true dead
co = coroutine.create(function() coroutine.yield() end)
coroutine.resume(co)
print(coroutine.close(co), coroutine.status(co)) -- expect: true dead
print(coroutine.close(co)) -- expect: true
print(coroutine.resume(co)) -- expect: false cannot resume dead coroutine
co = coroutine.create(error)
coroutine.resume(co, "died")
print(coroutine.close(co)) -- expect: false died
print(coroutine.close(co)) -- expect: true
