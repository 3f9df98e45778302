-- # counts bytes.
print(#"", #"abc", #"é", #"a\0b", #("x"):rep(1000)) -- expect: 0 3 2 3 1000
