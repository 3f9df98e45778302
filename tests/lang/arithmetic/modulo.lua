-- The result of % has the sign of the divisor.
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)       -- expect: 1 2 -2 -1
print(5.5 % 2, -5.5 % 2, 5.5 % -2)          -- expect: 1.5 0.5 -0.5
print(5 % math.huge, -5 % math.huge)        -- expect: 5.0 inf
print(5 % -math.huge, -5 % -math.huge)      -- expect: -inf -5.0
print(6 % 3.0, -6 % 3.0, math.mininteger % -1)  -- expect: 0.0 -0.0 0
print((5 % 0.0) ~= (5 % 0.0))               -- expect: true
local zero = 0
print(pcall(function () return 1 % zero end))
-- expect: false modulo.lua:9: attempt to perform 'n%0'
