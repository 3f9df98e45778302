-- SPDX-License-Identifier: MIT
-- string.format with common directives.
local format, sum = string.format, 0
for i = 1, 350000 do
  sum = sum + #format("%d %s %5.2f %x", i, "text", i / 3, i)
end
print(sum)
