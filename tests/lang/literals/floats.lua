-- Floats with fractions, exponents and hexadecimal digits.
print(3., .5, 3.25, 0.1)                -- expect: 3.0 0.5 3.25 0.1
print(1e2, 1E-2, 1e+2, .5e1, 5.e0)      -- expect: 100.0 0.01 100.0 5.0 5.0
print(0x.8, 0x8.p0, 0xA.8p1, 0x1p-2)    -- expect: 0.5 8.0 21.0 0.25
print(1e308 * 10, -1e308 * 10)          -- expect: inf -inf
print(1e15, 1e14, 123456789012345.0)    -- expect: 1e+15 1e+14 1.2345678901234e+14
print(2^53, 2^63, 1e100)                -- expect: 9.007199254741e+15 9.2233720368548e+18 1e+100
print(-0.0, 0.0)                        -- expect: -0.0 0.0
print(math.type(1e2), math.type(1.0))   -- expect: float float
