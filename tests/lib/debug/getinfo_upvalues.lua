-- debug.getinfo u: numbers of upvalues and parameters, varargs.
local a, b
local function f(x, y, ...) return a, b, x, y, ... end
local i = debug.getinfo(f, "u")
print(i.nups, i.nparams, i.isvararg)  -- expect: 2 2 true
i = debug.getinfo(function (x) end, "u")
print(i.nups, i.nparams, i.isvararg)  -- expect: 0 1 false
i = debug.getinfo(print, "u")
print(i.nparams, i.isvararg)          -- expect: 0 true
