-- The constants.
print(math.pi == 3.141592653589793, math.huge == 1/0, -math.huge == -1/0) -- expect: true true true
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger)
-- expect: 9223372036854775807 -9223372036854775808 true
print(math.type(math.pi), math.type(math.huge), math.type(math.maxinteger)) -- expect: float float integer
