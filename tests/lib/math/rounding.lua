-- floor, ceil, modf and tointeger.
print(math.floor(3.7), math.floor(-3.7), math.floor(5), math.floor("2.5"), math.floor(1e300))
-- expect: 3 -4 5 2 1e+300
print(math.ceil(3.2), math.ceil(-3.2), math.ceil(5), math.ceil("2.5"), math.ceil(-1e300))
-- expect: 4 -3 5 3 -1e+300
print(math.floor(2^62) == 2^62, math.type(math.floor(2^62)), math.type(math.floor(2^63)))
-- expect: true integer float
print(math.floor(-2^63), math.ceil(-0.5), math.floor(0.5 - 2^-54)) -- expect: -9223372036854775808 0 0
print(math.modf(3.5)) -- expect: 3 0.5
print(math.modf(-3.5)) -- expect: -3 -0.5
print(math.modf(5)) -- expect: 5 0.0
print(math.modf(1/0)) -- expect: inf 0.0
print(math.modf(-1/0)) -- expect: -inf 0.0
print(math.modf(2^70)) -- expect: 1.1805916207174e+21 0.0
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger("x"), math.tointeger({}))
-- expect: 3 nil 8 nil nil
print(math.tointeger(2^63), math.tointeger(-2^63), math.tointeger(7)) -- expect: nil -9223372036854775808 7
