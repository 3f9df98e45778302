-- SPDX-License-Identifier: MIT
-- A pipeline of 50 coroutines, each of which passes values on.
local yield, wrap = coroutine.yield, coroutine.wrap
local stage = wrap(function () for i = 1, 40000 do yield(i) end end)
for _ = 1, 50 do
  local source = stage
  stage = wrap(function ()
    for v in source do yield(v + 1) end
  end)
end
local sum = 0
for v in stage do sum = sum + v end
print(sum)
