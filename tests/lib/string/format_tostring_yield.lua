-- __tostring may yield inside of string.format.
-- only: neap
local t = setmetatable({}, {__tostring = function() return coroutine.yield("waiting") end})
local co = coroutine.wrap(function() return ("%d<%5s>%s %d"):format(1, t, t, 2) end)
print(co())       -- expect: waiting
print(co("abc"))  -- expect: waiting
print(co("x"))    -- expect: 1< abc>x 2
