-- SPDX-License-Identifier: MIT
-- Global variables and functions.
count = 0
function increase(n) count = count + n end
for i = 1, 6000000 do increase(i % 2) end
print(count)
