-- Whatever can be called serves as __gc, also where the collector runs on its own; what cannot is a warning.
local Finalizer = {}
Finalizer.__index = Finalizer
function Finalizer:__call(object)
  self.done = self.done + object.size
end
local function make_garbage()
  for _ = 1, 300 do
    local t = {}
    for i = 1, 1000 do t[i] = {} end
  end
end
local finalizer = setmetatable({done = 0}, Finalizer)
for i = 1, 10 do setmetatable({size = i}, {__gc = finalizer}) end
make_garbage()
collectgarbage()
print(finalizer.done) -- expect: 55
setmetatable({size = 45}, {__gc = setmetatable({}, {__call = function (_, ...) finalizer(...) end})})
collectgarbage()
print(finalizer.done) -- expect: 100
warn("@on")
setmetatable({}, {__gc = 5})
collectgarbage() -- expect warning: error in __gc (attempt to call a number value (metamethod '__gc'))
setmetatable({}, {__gc = setmetatable({}, {__call = {}})})
-- expect warning: error in __gc (attempt to call a table value (metamethod '__gc'))
collectgarbage()

-- However many __call metamethods lead to the function.
local called = 0
local callable = function () called = called + 1 end
for _ = 1, 150 do
  callable = setmetatable({}, {__call = callable})
end
setmetatable({}, {__gc = callable})
collectgarbage()
collectgarbage()
print(called)  -- expect: 1
