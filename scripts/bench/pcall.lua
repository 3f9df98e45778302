-- SPDX-License-Identifier: MIT
-- Protected calls that succeed.
local pcall, sum = pcall, 0
local function f(x) return x + 1 end
for i = 1, 5000000 do
  local ok, v = pcall(f, i)
  if ok then sum = sum + v end
end
print(sum)
