-- A single position before the string names no byte.
print(select("#", ("hi"):byte(-3)), select("#", ("hi"):byte(0)), select("#", ("hi"):byte(math.mininteger))) -- expect: 0 0 0
print(select("#", ("hi"):byte(math.maxinteger)), select("#", ("hi"):byte(3))) -- expect: 0 0
print(("hi"):byte(-2), ("hi"):byte(-1), ("hi"):byte(2), ("hi"):byte(1)) -- expect: 104 105 105 104
print(pcall(string.byte, "hi", -3), pcall(string.byte, "hi", -2)) -- expect: true true 104
