-- fmod rounds towards zero, for integers and floats.
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-7, -3)) -- expect: 1 -1 1 -1
print(math.fmod(7.5, 2), math.fmod(-7.5, 2), math.fmod(7, 2.5), math.fmod("7", 2)) -- expect: 1.5 -1.5 2.0 1.0
print(math.fmod(math.mininteger, -1), math.fmod(math.mininteger, math.mininteger), math.fmod(3, math.mininteger))
-- expect: 0 0 3
print(math.fmod(1, 1/0), math.fmod(-6.0, 2)) -- expect: 1.0 -0.0
print(pcall(math.fmod, 1, 0)) -- expect: false bad argument #2 to 'math.fmod' (zero)
print(math.fmod(1, 0.0) ~= math.fmod(1, 0.0)) -- expect: true
print(pcall(math.fmod, 1)) -- expect: false bad argument #2 to 'math.fmod' (number expected, got no value)
