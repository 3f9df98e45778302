-- A program in generational mode keeps what it needs.
collectgarbage("generational")
local root = {}
for i = 1, 200 do
  root[i] = {name = "n" .. i, list = {}}
  for j = 1, 50 do root[i].list[j] = {i * j} end
  if i > 100 then root[i - 100].list = {root[i]} end
end
collectgarbage("step")
local sum = 0
for i = 1, 100 do sum = sum + root[i].list[1].list[2][1] end
for i = 101, 200 do sum = sum + root[i].list[50][1] end
collectgarbage("incremental")
print(sum, root[7].name)                -- expect: 782600 n7
