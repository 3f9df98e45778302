-- SPDX-License-Identifier: MIT
-- A weak table as a cache of computed objects.
local cache, made = setmetatable({}, {__mode = "v"}), 0
local function get(i)
  local v = cache[i]
  if not v then made = made + 1; v = {i * i}; cache[i] = v end
  return v
end
local sum = 0
local keep = {}
for i = 1, 5000000 do
  local v = get(i % 5000)
  keep[i % 6000 + 1] = v
  sum = sum + v[1]
end
print(sum)
