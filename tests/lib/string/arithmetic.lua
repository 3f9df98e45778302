-- Strings that read as numbers take part in arithmetic.
print("10" + 1, 1 + "10", "10" + "20", "3" * "4", "10" - "2.5") -- expect: 11 11 30 12 7.5
print("7" // 2, "7" % "4", "2" ^ "3", "1" / 2, -"2", - "-3.5") -- expect: 3 3 8.0 0.5 -2 3.5
print("0x10" + 0, " 5 " + 0, "1e1" + 0, "0x.8p1" + 0)   -- expect: 16 5 10.0 1.0
print(math.type("10" + 1), math.type("10" + 1.0), math.type("10." + 1)) -- expect: integer float float
print("9223372036854775807" + 1, "9223372036854775808" + 0) -- expect: -9223372036854775808 9.2233720368548e+18
print("7" // 0.0, -"7" // 0.0)                          -- expect: inf -inf
