-- SPDX-License-Identifier: MIT
-- Fields read and written, each depending on the one before.
local t = {a = {b = {c = {d = 1}}}, n = 0}
local list = {}
for i = 1, 100 do list[i] = {value = i} end
for i = 1, 100 do list[i].next = list[i % 100 + 1] end
local node = list[1]
for _ = 1, 4000000 do
  t.n = t.n + t.a.b.c.d + node.value
  node = node.next
end
print(t.n)
