-- Integer operations stay integer and wrap around.
print(7 + 3, 7 - 3, 7 * 3)              -- expect: 10 4 21
print(math.maxinteger + 1 == math.mininteger)   -- expect: true
print(math.mininteger - 1 == math.maxinteger)   -- expect: true
print(math.maxinteger * 2, -math.mininteger == math.mininteger) -- expect: -2 true
local a, b = 6, 4
print(a + b, a - b, a * b, -a)          -- expect: 10 2 24 -6
print(a + 1, 1 + a, a - 1, 1 - a, a * 3, 3 * a) -- expect: 7 7 5 -5 18 18
