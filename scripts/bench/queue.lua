-- SPDX-License-Identifier: MIT
-- A queue with moving integer keys.
local q, first, last, sum = {}, 1, 0, 0
for i = 1, 100 do last = last + 1; q[last] = i end
for i = 1, 6000000 do
  last = last + 1
  q[last] = i
  sum = sum + q[first]
  q[first] = nil
  first = first + 1
end
print(sum)
