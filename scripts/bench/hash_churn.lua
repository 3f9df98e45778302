-- SPDX-License-Identifier: MIT
-- Keys inserted into a table and deleted again.
local t, sum = {}, 0
for i = 1, 300000 do
  t[i * 7919 % 1000003] = i
  if i > 1000 then
    local old = (i - 1000) * 7919 % 1000003
    sum = sum + t[old] % 3
    t[old] = nil
  end
end
print(sum)
