-- SPDX-License-Identifier: MIT
-- Pieces collected in a table and joined.
local concat, total = table.concat, 0
for _ = 1, 15 do
  local parts = {}
  for i = 1, 100000 do parts[i] = "item" end
  total = total + #concat(parts, ",")
  for i = 1, 100000 do parts[i] = i end
  total = total + #concat(parts)
end
print(total)
