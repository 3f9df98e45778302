-- debug.traceback of another thread starts at its level 0; after an error its frames are still there.
local co = coroutine.create(function () local x = coroutine.yield() error(x) end)
coroutine.resume(co)
print(debug.traceback(co))
-- expect: stack traceback:
-- expect: [C]: in function 'coroutine.yield'
-- expect: traceback_thread.lua:2: in function <traceback_thread.lua:2>
coroutine.resume(co, "oops")
print(debug.traceback(co, nil, 1))
-- expect: stack traceback:
-- expect: traceback_thread.lua:2: in function <traceback_thread.lua:2>
print(debug.traceback(co, "message", 10))
-- expect: message
-- expect: stack traceback:
