-- SPDX-License-Identifier: MIT
-- Deep recursion through tail calls.
local function ack(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
local sum = 0
for _ = 1, 9 do sum = sum + ack(2, 900) end
print(sum)
