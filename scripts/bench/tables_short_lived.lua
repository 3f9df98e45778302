-- SPDX-License-Identifier: MIT
-- Small tables made and dropped.
local sum = 0
for i = 1, 3000000 do
  local p = {x = i, y = i + 1}
  sum = sum + p.x + p.y
end
print(sum)
