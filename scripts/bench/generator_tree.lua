-- SPDX-License-Identifier: MIT
-- A recursive traversal that yields from its depth.
local function tree(depth)
  if depth == 0 then return nil end
  return {left = tree(depth - 1), value = depth, right = tree(depth - 1)}
end
local function walk(t)
  if t then walk(t.left); coroutine.yield(t.value); walk(t.right) end
end
local root, sum = tree(16), 0
for _ = 1, 30 do
  for v in coroutine.wrap(function () walk(root) end) do sum = sum + v end
end
print(sum)
