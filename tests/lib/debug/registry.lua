-- debug.getregistry: the main thread and the globals are in it.
local r = debug.getregistry()
print(type(r[1]), r[2] == _G)       -- expect: thread true
print(r[1] == coroutine.running())  -- expect: true
