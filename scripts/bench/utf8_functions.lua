-- SPDX-License-Identifier: MIT
-- Code points counted, walked, located and written.
local text = ("größer ≤ 漢字 😀 plain ascii "):rep(20)
local sum = 0
for _ = 1, 400 do
  sum = sum + utf8.len(text)
  for _, code in utf8.codes(text) do sum = sum + code end
  for i = 1, 100, 10 do sum = sum + utf8.offset(text, i) end
end
local parts = {}
for i = 1, 100000 do parts[i % 100 + 1] = utf8.char(65 + i % 60000, 0x20AC) end
print(sum, #table.concat(parts))
