-- debug.traceback: message, levels, names.
local function inner() print(debug.traceback("message")) end
local function outer() inner() end
outer()
-- expect: message
-- expect: stack traceback:
-- expect: traceback.lua:2: in upvalue 'inner'
-- expect: traceback.lua:3: in local 'outer'
-- expect: traceback.lua:4: in main chunk
-- expect: [C]: in ?
