-- SPDX-License-Identifier: MIT
-- Arrays filled by appending, and summed.
local sum = 0
for _ = 1, 10 do
  local a = {}
  for i = 1, 500000 do a[i] = i end
  for i = 1, #a do sum = sum + a[i] end
end
print(sum)
