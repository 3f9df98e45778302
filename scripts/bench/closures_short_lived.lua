-- SPDX-License-Identifier: MIT
-- Closures made, called once and dropped.
local sum = 0
for i = 1, 3000000 do
  local f = function (x) return x + i end
  sum = sum + f(1)
end
print(sum)
