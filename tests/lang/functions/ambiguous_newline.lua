-- A call's parenthesis may begin the next line.
local function f(x) return function (y) return x, y end end
print(f
(1)
(2))                                    -- expect: 1 2
