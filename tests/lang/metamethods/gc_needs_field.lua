-- An object is marked for finalization only if __gc is there when the metatable is set.
local n = 0
local late = {}
setmetatable({}, late)
late.__gc = function () n = n + 1 end
setmetatable({}, {__gc = true}).x = 1
collectgarbage()
print(n)                                -- expect: 0
local early = {__gc = true}
local object = setmetatable({}, early)
early.__gc = function () n = n + 1 end
object = nil
collectgarbage()
collectgarbage()
print(n)                                -- expect: 1
