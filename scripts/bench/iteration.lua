-- SPDX-License-Identifier: MIT
-- pairs, ipairs and next over tables.
local array, map = {}, {}
for i = 1, 1000 do array[i] = i; map["k" .. i] = i end
local sum = 0
for _ = 1, 2500 do
  for i, v in ipairs(array) do sum = sum + i + v end
  for _, v in pairs(map) do sum = sum + v end
  for _, v in next, array do sum = sum + v end
end
print(sum)
