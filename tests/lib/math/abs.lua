-- abs keeps the type; the smallest integer is its own.
print(math.abs(-3), math.abs(3), math.abs(-3.5), math.abs(-0.0), math.abs("-3"), math.abs("-0x10"))
-- expect: 3 3 3.5 0.0 3.0 16.0
print(math.abs(math.mininteger) == math.mininteger, math.abs(math.maxinteger) == math.maxinteger)
-- expect: true true
print(math.abs(-1/0)) -- expect: inf
print(pcall(math.abs)) -- expect: false bad argument #1 to 'math.abs' (number expected, got no value)
