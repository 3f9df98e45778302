-- only: neap
-- slow
-- A chain of 50,000 coroutines, each closing the one before when it is closed.
local count, co = 0, false
for _ = 1, 50000 do
  local previous = co
  co = coroutine.create(function ()
    local c <close> = setmetatable({}, {__close = function ()
      count = count + 1
      if previous then assert(coroutine.close(previous)) end
    end})
    coroutine.yield()
  end)
  coroutine.resume(co)
end
print(coroutine.close(co), count)       -- expect: true 50000
