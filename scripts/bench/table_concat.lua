-- SPDX-License-Identifier: MIT
-- Short and long lists joined with and without a separator.
local concat = table.concat
local short, long = {"alpha", "beta", 3, "gamma"}, {}
for i = 1, 1000 do long[i] = "item " .. i end
local total = 0
for i = 1, 400000 do total = total + #concat(short, i % 2 == 0 and ", " or "") end
for _ = 1, 1000 do total = total + #concat(long, ",") + #concat(long, "", 100, 900) end
print(total)
