-- Finalizers may allocate, make new objects with finalizers, and call the collector.
local n = 0
local function make(depth)
  setmetatable({}, {__gc = function ()
    n = n + 1
    local t = {}
    for i = 1, 100 do t[i] = {i .. "x"} end
    collectgarbage("step")
    if depth > 0 then make(depth - 1) end
  end})
end
make(5)
for _ = 1, 10 do collectgarbage() end
print(n)                                -- expect: 6
