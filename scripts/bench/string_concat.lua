-- SPDX-License-Identifier: MIT
-- Strings concatenated from pieces.
local sum = 0
for i = 1, 1200000 do
  local s = "key" .. i .. ":" .. (i % 10)
  sum = sum + #s
end
local s = ""
for i = 1, 20000 do s = s .. "x" end
print(sum, #s)
