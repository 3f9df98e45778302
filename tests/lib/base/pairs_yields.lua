-- A __pairs metamethod may yield.
local proxy = setmetatable({}, {__pairs = function() return coroutine.yield(1), 2, 3 end})
local co = coroutine.wrap(function() return pairs(proxy) end)
print(co()) -- expect: 1
print(co("f")) -- expect: f 2 3
