-- // rounds towards minus infinity.
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)   -- expect: 3 -4 -4 3
print(7.5 // 2, -7.5 // 2, 7 // 2.0)        -- expect: 3.0 -4.0 3.0
print(1.0 // 0, -1.0 // 0, 1 // 0.0)        -- expect: inf -inf inf
print(math.mininteger // -1 == math.mininteger) -- expect: true
print(1 // math.huge, -1 // math.huge)      -- expect: 0.0 -0.0
local zero = 0
print(pcall(function () return 1 // zero end))
-- expect: false floor_division.lua:8: attempt to divide by zero
