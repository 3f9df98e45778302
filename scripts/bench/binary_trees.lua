-- SPDX-License-Identifier: MIT
-- Trees of small tables, allocated and traversed.
local function bottom_up(depth)
  if depth == 0 then return {} end
  return {bottom_up(depth - 1), bottom_up(depth - 1)}
end
local function count(tree)
  if not tree[1] then return 1 end
  return 1 + count(tree[1]) + count(tree[2])
end
local long_lived, sum = bottom_up(14), 0
for depth = 4, 14, 2 do
  local rounds = 2 ^ (14 - depth + 4)
  for _ = 1, rounds do sum = sum + count(bottom_up(depth)) end
end
print(sum, count(long_lived))
