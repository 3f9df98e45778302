-- ult compares integers as unsigned ones.
print(math.ult(1, 2), math.ult(2, 1), math.ult(1, 1), math.ult(1, -1), math.ult(-1, 1), math.ult(-2, -1))
-- expect: true false false true false true
print(math.ult(math.maxinteger, math.mininteger), math.ult("1", 2.0)) -- expect: true true
print(pcall(math.ult, 1)) -- expect: false bad argument #2 to 'math.ult' (number expected, got no value)
print(pcall(math.ult, 1.5, 2))
-- expect: false bad argument #1 to 'math.ult' (number has no integer representation)
print(pcall(math.ult, {}, 2)) -- expect: false bad argument #1 to 'math.ult' (number expected, got table)
