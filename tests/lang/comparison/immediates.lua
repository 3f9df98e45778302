-- Comparison with small constants on either side, with integers, floats and strings as variables.
local function test(x)
  return x < 5, x <= 5, x > 5, x >= 5, 5 < x, 5 <= x, x == 5, x ~= 5
end
print(test(4))      -- expect: true true false false false false false true
print(test(5))      -- expect: false true false true false true true false
print(test(5.0))    -- expect: false true false true false true true false
print(test(5.5))    -- expect: false false true true true true false true
print(test(-1e300)) -- expect: true true false false false false false true
print(pcall(test, "5")) -- expect: false immediates.lua:3: attempt to compare string with number
