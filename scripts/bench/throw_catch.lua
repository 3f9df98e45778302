-- SPDX-License-Identifier: MIT
-- Errors thrown and caught, with tables and strings as error objects.
local pcall, error = pcall, error
local object = {code = 1}
local function thrower(i)
  if i % 2 == 0 then error(object) end
  error("message", 0)
end
local sum = 0
for i = 1, 1500000 do
  local ok, e = pcall(thrower, i)
  if not ok then sum = sum + (e == object and 1 or 2) end
end
print(sum)
