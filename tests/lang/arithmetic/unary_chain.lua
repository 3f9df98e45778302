-- Unary operators stack up.
local x = 5
print(- - x, not not x, ~ ~ x, - -x, not nil)   -- expect: 5 true 5 5 true
print(-x ^ 2, (-x) ^ 2, #"abc" + 1, -#"abc")    -- expect: -25.0 25.0 4 -3
