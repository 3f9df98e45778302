-- SPDX-License-Identifier: MIT
-- String keys stored and looked up.
local keys = {}
for i = 1, 20000 do keys[i] = "key_" .. i end
local sum = 0
for _ = 1, 50 do
  local t = {}
  for i = 1, #keys do t[keys[i]] = i end
  for i = 1, #keys do sum = sum + t[keys[i]] end
  for i = 1, #keys, 2 do t[keys[i]] = nil end
  for _, v in pairs(t) do sum = sum + v end
end
print(sum)
