-- __eq is asked for two tables that are not the same, and gives a boolean.
local calls = 0
local mt = {__eq = function (a, b) calls = calls + 1; return a.v == b.v and "yes" end}
local a, b, c = setmetatable({v = 1}, mt), setmetatable({v = 1}, mt), setmetatable({v = 2}, mt)
print(a == b, a ~= b, a == c, a ~= c)   -- expect: true false false true
print(calls)                            -- expect: 4
print(a == a, a == 1, a ~= "x", a == nil, calls) -- expect: true false true false 4
local d = setmetatable({v = 1}, {__eq = function () return true end})
local plain = {}
print(a == d, d == a, d == plain, plain == d) -- expect: true true true true
print(rawequal(a, b), a == setmetatable({v = 1}, nil)) -- expect: false true
if a ~= b then print("no") else print("equal") end -- expect: equal
