-- SPDX-License-Identifier: MIT
-- A generic for over a wrapped generator.
local yield = coroutine.yield
local function range(n)
  return coroutine.wrap(function () for i = 1, n do yield(i) end end)
end
local sum = 0
for i in range(3000000) do sum = sum + i end
print(sum)
