-- SPDX-License-Identifier: MIT
-- Calls of closures that change captured variables.
local function counter()
  local n = 0
  return function (k) n = n + k; return n end
end
local a, b = counter(), counter()
local sum = 0
for i = 1, 6000000 do
  a(1)
  sum = sum + b(i % 3)
end
print(a(0), sum)
