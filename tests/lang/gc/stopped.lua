-- A stopped collector collects only on request.
collectgarbage("stop")
local weak = setmetatable({}, {__mode = "v"})
weak[1] = {}
for _ = 1, 20000 do local _ = {} end
print(weak[1] ~= nil)                   -- expect: true
collectgarbage()
print(weak[1])                          -- expect: nil
collectgarbage("restart")
