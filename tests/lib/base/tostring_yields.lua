-- A __tostring metamethod may yield, in tostring and in print.
-- only: neap
local object = setmetatable({}, {__tostring = function() return coroutine.yield("asked") end})
local co = coroutine.create(function() return tostring(object) end)
print(coroutine.resume(co))
print(coroutine.resume(co, "answered"))
co = coroutine.wrap(print)
print(co(object, nil))
co("text")
-- expect: true asked
-- expect: true answered
-- expect: asked
-- expect: text nil
