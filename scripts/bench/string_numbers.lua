-- SPDX-License-Identifier: MIT
-- Numbers converted to strings and back.
local tostring, tonumber, sum = tostring, tonumber, 0
for i = 1, 450000 do
  sum = sum + tonumber(tostring(i)) + tonumber(tostring(i + 0.5))
end
print(("%d"):format(sum))
