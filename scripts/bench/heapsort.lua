-- SPDX-License-Identifier: MIT
-- Heap sort written in Lua.
local seed = 42
local function random() seed = (seed * 16807) % 2147483647; return seed / 2147483647 end
local floor = math.floor
local function sift(a, i, n)
  local v = a[i]
  while 2 * i <= n do
    local j = 2 * i
    if j < n and a[j] < a[j + 1] then j = j + 1 end
    if v >= a[j] then break end
    a[i] = a[j]
    i = j
  end
  a[i] = v
end
local a, n = {}, 250000
for i = 1, n do a[i] = random() end
for i = floor(n / 2), 1, -1 do sift(a, i, n) end
for i = n, 2, -1 do
  a[1], a[i] = a[i], a[1]
  sift(a, 1, i - 1)
end
for i = 2, n do assert(a[i - 1] <= a[i]) end
print(("%.6f %.6f"):format(a[1], a[n]))
