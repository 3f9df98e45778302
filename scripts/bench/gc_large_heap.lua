-- SPDX-License-Identifier: MIT
-- Garbage made beside a large live heap.
local live = {}
for i = 1, 200000 do live[i] = {i, tostring(i)} end
local sum = 0
for i = 1, 700000 do
  local t = {i}
  sum = sum + t[1]
  if i % 10 == 0 then live[i % 200000 + 1] = t end
end
print(sum, #live)
