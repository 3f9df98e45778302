-- The function that ipairs returns can be called by hand.
local step, t, zero = ipairs({5, 6})
print(step(t, zero)) -- expect: 1 5
print(step(t, 1)) -- expect: 2 6
print(step(t, 2)) -- expect: nil
print(step(setmetatable({}, {__index = function(_, i) return -i end}), 40)) -- expect: 41 -41
print(pcall(step, {}, "x")) -- expect: false bad argument #2 to '?' (number expected, got string)
