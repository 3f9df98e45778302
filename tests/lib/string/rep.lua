-- string.rep with and without a separator.
print(("ab"):rep(3))                                    -- expect: ababab
print(("ab"):rep(3, ","))                               -- expect: ab,ab,ab
print(("ab"):rep(1, ","))                               -- expect: ab
print(#("ab"):rep(0, ","), #("ab"):rep(-1))             -- expect: 0 0
print((""):rep(3, "x"))                                 -- expect: xx
print(#("x"):rep(1000), #("xy"):rep(1000, "abc"))       -- expect: 1000 4997
print(("abc"):rep(20))                                  -- expect: abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc
print(string.rep(1, 3, 2), ("a"):rep("2"), ("a"):rep(2.0)) -- expect: 12121 aa aa
