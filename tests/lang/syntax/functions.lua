-- Errors in the heads of functions.
local function try(source)
    local _, message = load(source, "=x")
    print(message)
end
try("function 1() end") -- expect: x:1: <name> expected near '1'
try("function a.1() end") -- expect: x:1: '(' expected near '.1'
try("function a:b.c() end") -- expect: x:1: '(' expected near '.'
try("local function a.b() end") -- expect: x:1: '(' expected near '.'
try("function f(a,) end") -- expect: x:1: <name> or '...' expected near ')'
try("function f(..., a) end") -- expect: x:1: ')' expected near ','
try("function f(1) end") -- expect: x:1: <name> or '...' expected near '1'
try("x = function a() end") -- expect: x:1: '(' expected near 'a'
try("function f() return 1 x end") -- expect: x:1: 'end' expected near 'x'
