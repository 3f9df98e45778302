-- SPDX-License-Identifier: MIT
-- Small arrays made and dropped.
local sum = 0
for i = 1, 2500000 do
  local a = {i, i + 1, i + 2}
  sum = sum + a[1] + a[3]
end
print(sum)
