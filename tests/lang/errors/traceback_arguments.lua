-- debug.traceback with messages, levels and threads.
print(debug.traceback("m", 0):match("^m\nstack traceback:\n\t%[C%]: in function 'debug.traceback'") ~= nil) -- expect: true
print(debug.traceback({}) ~= nil, type(debug.traceback({})), debug.traceback(nil) ~= nil) -- expect: true table true
local co = coroutine.create(function () local x = 1; coroutine.yield() end)
coroutine.resume(co)
print(debug.traceback(co))
-- expect: stack traceback:
-- expect: [C]: in function 'coroutine.yield'
-- expect: traceback_arguments.lua:4: in function <traceback_arguments.lua:4>
print(debug.traceback(co, "msg", 1))
-- expect: msg
-- expect: stack traceback:
-- expect: traceback_arguments.lua:4: in function <traceback_arguments.lua:4>
print(debug.traceback(co, nil, 5))      -- expect: stack traceback:
