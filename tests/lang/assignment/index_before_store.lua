-- Index expressions on the left are evaluated before the stores.
local i, t = 1, {}
i, t[i] = i + 1, 20
print(i, t[1], t[2])                    -- expect: 2 20 nil
local a = {b = {}}
local old = a
a, a.b.x = {}, 5
print(old.b.x, a.b)                     -- expect: 5 nil
local k = "x"
local r = {}
r[k], k = 1, "y"
print(r.x, r.y)                         -- expect: 1 nil
