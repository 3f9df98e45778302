-- SPDX-License-Identifier: MIT
-- gsub with functions, tables and strings as replacements.
local text = ("the quick brown fox jumps over $name and $other "):rep(200)
local names, n = {name = "lazy", other = "dog"}, 0
for _ = 1, 350 do
  local s = text:gsub("%w+", function (w) n = n + 1; if #w > 4 then return w:upper() end end)
  s = s:gsub("%$(%w+)", names)
  s = s:gsub("o", "0")
  n = n + #s
end
print(n)
