-- pairs gives next, the table and nil, or what __pairs returns.
local t = {}
local a, b, c = pairs(t)
print(a == next, b == t, c) -- expect: true true nil
local proxy = setmetatable({}, {__pairs = function(self) return "f", self, 0, "dropped" end})
local f, s, v, more = pairs(proxy)
print(f, s == proxy, v, more) -- expect: f true 0 nil
print(pcall(pairs)) -- expect: false bad argument #1 to 'pairs' (value expected)
print(select("#", pairs(setmetatable({}, {__pairs = function() end})))) -- expect: 3
local sum = 0
for _, n in pairs({1, 2, 3, x = 4}) do sum = sum + n end
print(sum) -- expect: 10
