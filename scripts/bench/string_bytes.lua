-- SPDX-License-Identifier: MIT
-- Characters taken from strings one by one.
local byte, sub, char = string.byte, string.sub, string.char
local text, sum = ("the quick brown fox "):rep(50), 0
for _ = 1, 1500 do
  for i = 1, #text do
    local b = byte(text, i)
    if sub(text, i, i) == "o" then sum = sum + b end
  end
end
local out = {}
for i = 1, 200000 do out[i] = char(97 + i % 26) end
print(sum, #table.concat(out))
