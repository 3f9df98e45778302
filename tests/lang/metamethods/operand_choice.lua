-- The first operand's method wins.
local a = setmetatable({}, {__add = function () return "a" end})
local b = setmetatable({}, {__add = function () return "b" end})
local c = setmetatable({}, {})
print(a + b, b + a, c + a, c + b, 1 + b) -- expect: a b a b b
