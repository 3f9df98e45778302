-- __index chains of tables end in a function.
local base = setmetatable({a = 1}, {__index = function (t, k) return "base:" .. k end})
local middle = setmetatable({b = 2}, {__index = base})
local top = setmetatable({c = 3}, {__index = middle})
print(top.a, top.b, top.c, top.d)       -- expect: 1 2 3 base:d
base.d = 4
print(top.d)                            -- expect: 4
middle.d = 5
print(top.d, middle.d, base.d)          -- expect: 5 5 4
middle.d = nil
base.d = nil
print(top.d)                            -- expect: base:d
