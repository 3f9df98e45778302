-- SPDX-License-Identifier: MIT
-- find, match and gmatch over a text.
local text = ("Lorem ipsum dolor sit amet, key=value; other = 12.5 (2024-01-31) "):rep(100)
local words, pairs_found, dates = 0, 0, 0
for _ = 1, 220 do
  for _ in text:gmatch("%a+") do words = words + 1 end
  for k, v in text:gmatch("(%w+)%s*=%s*(%w+)") do pairs_found = pairs_found + #k + #v end
  local position = 1
  while true do
    local s, e, year = text:find("(%d%d%d%d)%-%d%d%-%d%d", position)
    if not s then break end
    dates = dates + tonumber(year)
    position = e + 1
  end
end
print(words, pairs_found, dates)
