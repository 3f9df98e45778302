-- A coroutine that failed keeps its stack for tracebacks.
local function inner() error("x") end
local co = coroutine.create(function () inner() end)
coroutine.resume(co)
print(debug.traceback(co))
-- expect: stack traceback:
-- expect: [C]: in function 'error'
-- expect: traceback_of_dead.lua:2: in upvalue 'inner'
-- expect: traceback_of_dead.lua:3: in function <traceback_of_dead.lua:3>
