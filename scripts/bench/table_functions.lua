-- SPDX-License-Identifier: MIT
-- insert, remove, pack, unpack and move.
local insert, remove, pack, unpack, move = table.insert, table.remove, table.pack, table.unpack, table.move
local stack, sum = {}, 0
for _ = 1, 30 do
  for i = 1, 20000 do insert(stack, i) end
  for _ = 1, 20000 do sum = sum + remove(stack) end
end
local list = {}
for i = 1, 60 do list[i] = i end
for i = 1, 30000 do insert(list, i % 50 + 1, i); remove(list, 7) end
for i = 1, 300000 do
  local t = pack(unpack(list, 1, 5))
  sum = sum + t.n + t[5]
  if i % 16 == 0 then move(list, 1, 40, 10) end
end
print(sum)
