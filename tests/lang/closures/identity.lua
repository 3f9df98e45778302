-- Closures are different from each other, and equal to themselves.
local function make() return function () end end
local a, b = make(), make()
print(a == a, rawequal(a, a), type(a), a ~= nil) -- expect: true true function true
local t = {[a] = 1}
print(t[a], select("#", a, b))          -- expect: 1 2
