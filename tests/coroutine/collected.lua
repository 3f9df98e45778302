-- Suspended coroutines that nobody refers to are collected; their closing methods do not run.
local n, weak = 0, setmetatable({}, {__mode = "k"})
for i = 1, 100 do
  local co = coroutine.create(function ()
    local c <close> = setmetatable({}, {__close = function () n = n + 1 end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  weak[co] = true
end
collectgarbage()
collectgarbage()
print(n, next(weak))                    -- expect: 0 nil
