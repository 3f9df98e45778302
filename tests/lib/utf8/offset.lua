-- utf8.offset finds the position of the n-th character.
local s = "aä€😀z"
print(utf8.offset(s, 1), utf8.offset(s, 2), utf8.offset(s, 3), utf8.offset(s, 4), utf8.offset(s, 5), utf8.offset(s, 6)) -- expect: 1 2 4 7 11 12
print(utf8.offset(s, 7), utf8.offset(s, 100), utf8.offset(s, math.maxinteger)) -- expect: nil nil nil
print(utf8.offset(s, -1), utf8.offset(s, -2), utf8.offset(s, -3), utf8.offset(s, -5), utf8.offset(s, -6)) -- expect: 11 7 4 1 nil
print(utf8.offset(s, 0), utf8.offset(s, 0, 3), utf8.offset(s, 0, 5), utf8.offset(s, 0, -1), utf8.offset(s, 0, 8)) -- expect: 1 2 4 11 7
print(utf8.offset(s, 1, 4), utf8.offset(s, 2, 4), utf8.offset(s, -1, 4), utf8.offset(s, -2, 4), utf8.offset(s, -3, 4)) -- expect: 4 7 2 1 nil
print(utf8.offset("", 0), utf8.offset("", 1), utf8.offset("", -1), utf8.offset("", 2)) -- expect: 1 1 nil nil
print(utf8.offset("abc", 1, 4), utf8.offset("abc", 2, 4), utf8.offset("abc", -1, 1), utf8.offset("abc", math.mininteger)) -- expect: 4 nil nil nil
