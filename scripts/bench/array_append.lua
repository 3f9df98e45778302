-- SPDX-License-Identifier: MIT
-- Appending with #t + 1 and table.insert, removing with table.remove.
local insert, remove = table.insert, table.remove
local sum = 0
for _ = 1, 20 do
  local a = {}
  for i = 1, 50000 do a[#a + 1] = i; insert(a, i) end
  for _ = 1, 100000 do sum = sum + remove(a) end
end
print(sum)
