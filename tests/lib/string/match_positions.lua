-- The initial position of string.match.
print(("abcabc"):match("[bc]+", 4), ("abcabc"):match("()a", 2), ("abc"):match("()", -1)) -- expect: bc 4 3
print(("abc"):match("c", -1), ("abc"):match("b", -1), ("abc"):match("a", -100)) -- expect: c nil a
print(("abc"):match("()", 4), ("abc"):match("()", 5), ("abc"):match("", math.maxinteger)) -- expect: 4 nil nil
print(("abc"):match("()", math.mininteger), ("abc"):match("%a", "2"), ("abc"):match("%a", 3.0)) -- expect: 1 b c
