-- max and min compare as '<' does and give the argument itself.
print(math.max(1, 3, 2), math.min(1, 3, 2), math.max(1.5, 2), math.min(2, 1.5)) -- expect: 3 1 2 1.5
print(math.max(1, 1.0), math.max(1.0, 1), math.min(1, 1.0), math.min(5)) -- expect: 1 1.0 1 5
print(math.max(math.maxinteger, 2^63), math.max(2^53, 2^53 + 1), math.min(-2^63, math.mininteger))
-- expect: 9.2233720368548e+18 9.007199254741e+15 -9.2233720368548e+18
print(math.max("a", "b"), math.min("10", "9")) -- expect: b 10
print(math.max(1, 0/0), math.min(0/0, 1) ~= math.min(0/0, 1)) -- expect: 1 true
local mt = {__lt = function(a, b) return a.v < b.v end}
local a, b = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt)
print(math.max(a, b, a) == b, math.min(b, a, b) == a) -- expect: true true
print(pcall(math.max)) -- expect: false bad argument #1 to 'math.max' (value expected)
print(pcall(math.min)) -- expect: false bad argument #1 to 'math.min' (value expected)
print(pcall(math.max, 1, {})) -- expect: false attempt to compare number with table
print(pcall(math.min, 1, "2")) -- expect: false attempt to compare string with number
