-- utf8.len counts the characters that start in a range.
print(utf8.len(""), utf8.len("abc"), utf8.len("aä€😀")) -- expect: 0 3 4
print(utf8.len("aä€", 2), utf8.len("aä€", -3), utf8.len("aä€", 1, 2), utf8.len("aä€", 1, 1)) -- expect: 2 1 2 1
print(utf8.len("abc", 4), utf8.len("abc", 3, 2), utf8.len("abc", 1, 0), utf8.len("", 1)) -- expect: 0 0 0 0
print(utf8.len("\xff"))                                 -- expect: nil 1
print(utf8.len("ab\x80c"))                              -- expect: nil 3
print(utf8.len("aä", 3))                               -- expect: nil 3
print(utf8.len("ab\xe2\x82"))                           -- expect: nil 3
print(utf8.len("\u{D800}"))                             -- expect: nil 1
print(utf8.len("\u{D800}", 1, -1, true), utf8.len("\u{7FFFFFFF}x", 1, -1, true)) -- expect: 1 2
print(utf8.len("abc", -1, -100), utf8.len("abc", 1, -4)) -- expect: 0 0
