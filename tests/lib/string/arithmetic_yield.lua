-- A metamethod called for a string and something else may yield.
-- only: neap
local t = setmetatable({}, {__mul = function(a, b) return coroutine.yield(a == "x") end})
local co = coroutine.wrap(function() return "x" * t end)
print(co())       -- expect: true
print(co("done")) -- expect: done
