-- A finalizer present when the metatable is set is called; one added later is not.
local count = 0
do
  setmetatable({}, {__gc = function() count = count + 1 end})
  local late = {}
  setmetatable({}, late)
  late.__gc = function() count = count + 100 end
end
collectgarbage()
collectgarbage()
print(count) -- expect: 1
