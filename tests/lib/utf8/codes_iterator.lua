-- The iterator of utf8.codes called by hand.
local f, s, i = utf8.codes("aä")
print(f(s, 0))                                          -- expect: 1 97
print(f(s, 1))                                          -- expect: 2 228
print(f(s, 2))                                          -- expect:
print(select("#", f(s, 3)), select("#", f(s, -1)), select("#", f(s, math.mininteger)), select("#", f(s, 100))) -- expect: 0 0 0 0
print(i, s, f == utf8.codes("x"), f == (utf8.codes("x", true))) -- expect: 0 aä true false
