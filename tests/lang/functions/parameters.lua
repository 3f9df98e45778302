-- Missing arguments are nil, extra ones are dropped.
local function f(a, b, c) return a, b, c end
print(f())                              -- expect: nil nil nil
print(f(1))                             -- expect: 1 nil nil
print(f(1, 2, 3, 4))                    -- expect: 1 2 3
print((function (a) a = a + 1; return a end)(5)) -- expect: 6
