-- debug.upvaluejoin: upvalues that are not there, functions that are not Lua's.
local a
local function f() return a end
local function message(...) return (select(2, pcall(debug.upvaluejoin, ...)):gsub("debug%.", "")) end
print(message(f, 2, f, 1))      -- expect: bad argument #2 to 'upvaluejoin' (invalid upvalue index)
print(message(f, 1, f, 0))      -- expect: bad argument #4 to 'upvaluejoin' (invalid upvalue index)
print(message({}, 1, f, 1))     -- expect: bad argument #1 to 'upvaluejoin' (function expected, got table)
print(message(f, 1, {}, 1))     -- expect: bad argument #3 to 'upvaluejoin' (function expected, got table)
