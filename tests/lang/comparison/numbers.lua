-- Order and equality across integers and floats are exact.
print(1 == 1.0, 1 < 1.5, 2 > 1.5, 1 <= 1.0) -- expect: true true true true
print(math.maxinteger < math.huge, math.mininteger > -math.huge) -- expect: true true
print(math.maxinteger + 0.0 == math.maxinteger)     -- expect: false
print(math.maxinteger < math.maxinteger + 0.0)      -- expect: true
print(math.mininteger + 0.0 == math.mininteger)     -- expect: true
print((1 << 53) + 1 > 2^53, (1 << 53) == 2^53)      -- expect: true true
print(0.0 == -0.0, "1" == 1)                        -- expect: true false
