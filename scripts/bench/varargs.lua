-- SPDX-License-Identifier: MIT
-- Vararg functions: counting, selecting, packing and passing on.
local select, unpack = select, table.unpack or unpack
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...)) end
  return s
end
local function pass(...) return ... end
local total = 0
for i = 1, 500000 do
  total = total + sum(i, 1, 2, 3) + select("#", pass(i, i, i))
  local t = {pass(1, 2, 3)}
  total = total + #t + (unpack(t))
end
print(total)
