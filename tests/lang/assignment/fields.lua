-- Stores to fields with constant, variable and computed keys.
local t = {}
t.a, t["b"], t[1], t[1.0 + 1], t[-1] = 1, 2, 3, 4, 5
print(t.a, t.b, t[1], t[2], t[-1])      -- expect: 1 2 3 4 5
t.x = {y = {z = 1}}
t.x.y.z = t.x.y.z + 1
print(t.x.y.z)                          -- expect: 2
t[2^53] = "big"
print(t[1 << 53])                       -- expect: big
