-- All right sides are evaluated before any assignment.
local a, b, c = 1, 2, 3
a, b = b, a
print(a, b)                             -- expect: 2 1
a, b, c = c, a, b
print(a, b, c)                          -- expect: 3 2 1
local t = {1, 2, 3}
t[1], t[3] = t[3], t[1]
print(t[1], t[2], t[3])                 -- expect: 3 2 1
