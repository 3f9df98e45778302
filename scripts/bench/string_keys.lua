-- SPDX-License-Identifier: MIT
-- Strings computed and used as keys.
local counts, sub = {}, string.sub
local text = ("abcdefghijklmnopqrstuvwxyz0123456789"):rep(40)
for _ = 1, 5000 do
  for i = 1, #text - 2, 2 do
    local key = sub(text, i, i + 2)
    counts[key] = (counts[key] or 0) + 1
  end
end
local kinds, total = 0, 0
for _, v in pairs(counts) do kinds = kinds + 1; total = total + v end
print(kinds, total)
