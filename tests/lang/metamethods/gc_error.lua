-- An error in a finalizer is only a warning.
warn("@on")
setmetatable({}, {__gc = function () error("in gc", 0) end})
collectgarbage()
print("goes on")                        -- expect: goes on
-- expect warning: error in __gc (in gc)
