-- SPDX-License-Identifier: MIT
-- Pairs of resume and yield.
local co = coroutine.create(function (x)
  while true do x = coroutine.yield(x + 1) end
end)
local resume, sum = coroutine.resume, 0
for i = 1, 2500000 do
  local _, v = resume(co, i)
  sum = sum + v
end
print(sum)
