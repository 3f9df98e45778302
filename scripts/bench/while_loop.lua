-- SPDX-License-Identifier: MIT
-- A while loop with a condition and several local variables.
local a, best, n, total = 0, 0, 0, 0
for start = 1, 60000 do
  a, n = start, 0
  while a ~= 1 do
    if a % 2 == 0 then a = a / 2 else a = 3 * a + 1 end
    n = n + 1
  end
  total = total + n
  if n > best then best = n end
end
print(total, best)
