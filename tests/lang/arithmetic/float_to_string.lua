-- Floats print with 14 digits and always look like floats.
print(0.1 + 0.2, 1/3, 100.0, 1e300 * 1e10)  -- expect: 0.3 0.33333333333333 100.0 inf
print(3.0 == 3, tostring(3.0), 3.0 .. "")   -- expect: true 3.0 3.0
print(-1e-7, 1e-5, 123456.789e3)            -- expect: -1e-07 1e-05 123456789.0
local nan = 0/0
print((tostring(nan):gsub("-", "")), -nan ~= -nan)     -- expect: nan true
