-- SPDX-License-Identifier: MIT
-- table.sort with a comparator.
local seed = 42
local function random(n) seed = (seed * 16807) % 2147483647; return seed % n end
local a, sum = {}, 0
for _ = 1, 4 do
  for i = 1, 40000 do a[i] = {key = random(1000000)} end
  table.sort(a, function (x, y) return x.key < y.key end)
  sum = sum + a[1].key + a[40000].key
end
print(sum)
