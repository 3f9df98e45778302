-- Tables are references.
local a = {}
local b = a
b.x = 1
print(a.x, a == b, {} == {})            -- expect: 1 true false
local c = {a, a}
c[1].x = 2
print(c[2].x)                           -- expect: 2
