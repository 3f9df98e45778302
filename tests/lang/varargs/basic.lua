-- ... holds the extra arguments.
local function f(a, ...) return a, select("#", ...), ... end
print(f())                              -- expect: nil 0
print(f(1))                             -- expect: 1 0
print(f(1, nil, nil))                   -- expect: 1 2 nil nil
local function g(...) local a, b = ...; return a, b end
print(g(1))                             -- expect: 1 nil
print(g(1, 2, 3))                       -- expect: 1 2
print((function (...) return (...) end)(7, 8)) -- expect: 7
