-- SPDX-License-Identifier: MIT
-- Arithmetic, comparison, index and call metamethods.
local V = {}
V.__index = V
V.__add = function (a, b) return setmetatable({x = a.x + b.x}, V) end
V.__eq = function (a, b) return a.x == b.x end
V.__lt = function (a, b) return a.x < b.x end
V.__call = function (self, k) return self.x * k end
local lazy = setmetatable({}, {__index = function (_, k) return k * 2 end})
local one, v, sum = setmetatable({x = 1}, V), setmetatable({x = 0}, V), 0
for i = 1, 500000 do
  v = v + one
  if one < v and v ~= one then sum = sum + v(2) end
  sum = sum + lazy[i]
end
print(v.x, sum)
