-- Operators from 'or' (lowest) to '^'; '..' and '^' group to the right.
assert(2 ^ 3 ^ 2 == 512 and -2 ^ 2 == -4 and 2 ^ -1 == 0.5)
assert(not nil == true and not (nil == true))
assert(1 .. 2 + 3 .. 4 == "154")
assert("a" .. "b" .. "c" == "abc" and 2 - 3 - 4 == -5 and 100 / 10 / 2 == 5)
assert(1 << 2 + 1 == 8 and 7 & 3 << 1 == 6 and 1 | 6 ~ 2 & 3 == 5 and ~0 & 5 == 5)
assert(1 | 2 == 3 and "1" .. "2" < "2" .. "1")
assert((nil and 1 or 2) == 2 and (1 or error()) == 1 and (false or nil) == nil)
assert(-3 % 5 == 2 and -(3 % 5) == -3 and #"abc" + 1 == 4 and -#"ab" * 2 == -4)
assert(1 < 2 == true and not (1 > 2 ~= false))
local a, b = 2, 3
assert(a ^ b ^ a == 512 and -a ^ a == -4 and a .. b + b .. a == "262" and a - b - a == -3)
