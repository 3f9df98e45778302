-- debug.upvaluejoin makes a closure use another one's variable; upvalueid tells them apart.
local a, b = "a", "b"
local function f() return a end
local function g() return b end
print(debug.upvalueid(f, 1) == debug.upvalueid(g, 1)) -- expect: false
debug.upvaluejoin(f, 1, g, 1)
print(debug.upvalueid(f, 1) == debug.upvalueid(g, 1)) -- expect: true
b = "changed"
print(f(), a)                                         -- expect: changed a
print(type(debug.upvalueid(f, 1)), debug.upvalueid(f, 2)) -- expect: userdata nil
