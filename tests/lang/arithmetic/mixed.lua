-- One float operand makes the operation a float one.
print(1 + 1.0, 2 * 0.5, 3 - 1.5)        -- expect: 2.0 1.0 1.5
print(math.maxinteger + 1.0)            -- expect: 9.2233720368548e+18
print(2^53 + 1 == 2^53, (1 << 53) + 1 == 2^53) -- expect: true false
local i, f = 3, 0.25
print(i + f, i - f, i * f, i / f, f // i, i % f) -- expect: 3.25 2.75 0.75 12.0 0.0 0.0
