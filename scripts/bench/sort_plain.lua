-- SPDX-License-Identifier: MIT
-- table.sort without a comparator: numbers and strings.
local seed = 42
local function random(n) seed = (seed * 16807) % 2147483647; return seed % n end
local sum = 0
for _ = 1, 7 do
  local a = {}
  for i = 1, 60000 do a[i] = random(1000000) end
  table.sort(a)
  sum = sum + a[1] + a[30000] + a[60000]
  local b = {}
  for i = 1, 20000 do b[i] = "k" .. random(1000000) end
  table.sort(b)
  sum = sum + #b[1]
end
print(sum)
