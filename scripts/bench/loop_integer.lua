-- SPDX-License-Identifier: MIT
-- Empty and nearly empty numeric loops.
local n = 0
for i = 1, 10000000 do n = n + i end
for i = 1, 10000000 do if i == n then n = 0 end end
print(n % 1000007)
