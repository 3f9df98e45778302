-- SPDX-License-Identifier: MIT
-- Library functions on numbers.
local floor, max, min, abs, sin = math.floor, math.max, math.min, math.abs, math.sin
local sum = 0
for i = 1, 1000000 do
  sum = sum + floor(i / 3) % 5 + max(i % 7, 3) - min(i % 5, 2) + abs(3 - i % 9)
end
for i = 1, 400000 do sum = sum + sin(i) * 1e-9 end
print(("%.4f"):format(sum))
