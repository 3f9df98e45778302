-- only: neap
-- print may be suspended in the __tostring of an argument; it writes each argument once, in order.
local object = setmetatable({}, {__tostring = function () return "object " .. coroutine.yield("out") end})
local co = coroutine.create(function () print(object, 1, nil, "x") return "printed" end)
print(coroutine.resume(co))             -- expect: true out
print(coroutine.resume(co, "in"))       -- expect: object in 1 nil x
                                        -- expect: true printed
