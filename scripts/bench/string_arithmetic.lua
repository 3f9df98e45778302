-- SPDX-License-Identifier: MIT
-- Arithmetic on strings that hold numbers.
local sum, texts = 0, {}
for i = 1, 100 do texts[i] = tostring(i % 3 == 0 and i or i / 4) end
for _ = 1, 15000 do
  for i = 1, 100 do
    sum = sum + texts[i]
    sum = sum - texts[i] * 2
  end
end
print(sum)
