-- SPDX-License-Identifier: MIT
-- tostring and tonumber, select, type and the other small functions of the base library.
local sum = 0
for i = 1, 300000 do
  local text = tostring(i)
  sum = sum + tonumber(text) + tonumber("0x" .. text) + tonumber(text .. ".5")
  if type(text) == "string" and math.type(i) == "integer" then sum = sum + select("#", text, i) end
  sum = sum + #tostring(i / 2) + tonumber("zz", 36) + rawlen(text)
end
print(sum)
