-- concat joins strings and numbers.
print(table.concat({}), table.concat({}, "x"), table.concat({1}, "x")) -- expect:   1
print(table.concat({"a", 2, 3.5, "d"}, ", ")) -- expect: a, 2, 3.5, d
print(table.concat({1, 2, 3}, "", 2), table.concat({1, 2, 3}, "-", 2, 3), table.concat({1, 2, 3}, "-", 3, 2))
-- expect: 23 2-3 
print(table.concat({1, 2}, 0), table.concat({1, 2}, nil)) -- expect: 102 12
print(table.concat({[0] = "zero", "one"}, " ", 0)) -- expect: zero one
print(table.concat({[math.maxinteger] = "last"}, "", math.maxinteger, math.maxinteger)) -- expect: last
print(table.concat({[math.mininteger] = "first"}, "", math.mininteger, math.mininteger)) -- expect: first
print(#table.concat({("x"):rep(1000), ("y"):rep(1000)}, ("z"):rep(1000))) -- expect: 3000
print((table.concat({"a\0b", "c"}, "\0"):byte(1, -1))) -- expect: 97
