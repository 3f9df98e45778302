-- only: neap
-- slow
-- A million coroutines created and dropped, in every state, leave memory where it was.
local function body() local c = coroutine.yield() if c then error(c) end end
local function churn(count)
  for i = 1, count do
    local co = coroutine.create(body)
    if i % 5 > 0 then coroutine.resume(co) end
    if i % 5 == 2 then coroutine.resume(co) end
    if i % 5 == 3 then coroutine.resume(co, "failed") end
    if i % 5 == 4 then coroutine.close(co) end
  end
  collectgarbage()
  collectgarbage()
  return collectgarbage("count")
end
local before = churn(100000)
local after = churn(1000000)
assert(after - before < 10, after - before)
