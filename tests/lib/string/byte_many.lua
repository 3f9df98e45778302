-- string.byte with many results.
local t = {("x"):rep(5000):byte(1, -1)}
print(#t, t[1], t[5000])                                -- expect: 5000 120 120
