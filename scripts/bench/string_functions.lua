-- SPDX-License-Identifier: MIT
-- Functions on whole strings: sub, upper, rep, reverse, plain find, comparison.
local text = "The quick brown fox jumps over the lazy dog"
local length = 0
for i = 1, 300000 do
  local word = text:sub(i % 20 + 1, i % 20 + 12)
  length = length + #word:upper() + #word:reverse() + #("ab"):rep(i % 8)
  if text:find(word, 1, true) and word < text then length = length + word:len() end
  if text:sub(-3) == "dog" then length = length + #word:lower() end
end
print(length)
