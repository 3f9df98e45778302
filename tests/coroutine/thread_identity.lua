-- Threads are first-class values.
local a, b = coroutine.create(print), coroutine.create(print)
local t = {[a] = 1, [b] = 2}
print(type(a), a == a, a == b, t[a], t[b]) -- expect: thread true false 1 2
print(tostring(a):match("^thread: 0?x?%x+$") ~= nil) -- expect: true
