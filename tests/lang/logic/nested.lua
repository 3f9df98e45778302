-- Deeply nested and/or keep their values apart.
local t, f, n = true, false, nil
print((t and (f or (n or "x"))), (f or (t and (n or "y"))))     -- expect: x y
print((f and t) or (n and t) or "z", (t and t) and (t and "w")) -- expect: z w
print(f == n, (f or n) == nil, (n or f) == false)               -- expect: false true true
local x = t and 1 or 2
local y = (f and 1 or 2) + (t and 10 or 20)
print(x, y)                                                     -- expect: 1 12
