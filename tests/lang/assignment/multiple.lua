-- Missing values are nil, extra ones are dropped but evaluated.
local a, b, c = 1, 2
print(a, b, c)                          -- expect: 1 2 nil
local function two() return 10, 20 end
a, b, c = two()
print(a, b, c)                          -- expect: 10 20 nil
a, b, c = 1, two()
print(a, b, c)                          -- expect: 1 10 20
a, b, c = two(), 5
print(a, b, c)                          -- expect: 10 5 nil
a, b = (two())
print(a, b)                             -- expect: 10 nil
a = two(), print("evaluated")           -- expect: evaluated
print(a)                                -- expect: 10
