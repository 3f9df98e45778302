-- Expressions of constants have the values they have at run time.
local inf, zero <const> = 1 / 0, 0
assert(1 // 0.0 == inf and -1 // 0.0 == -inf and 5 % inf == 5 and 1 / -0.0 == -inf)
assert(1 / (0.0 * -1) == -inf and 1 / -zero == inf and 1 / (-0.0 + 0) == inf)
assert(0 / 0 ~= 0 / 0)
assert(math.type(2 ^ 2) == "float" and math.type(6 / 2) == "float" and math.type(7 // 2) == "integer")
assert(7 // -2 == -4 and -7 % 3 == 2 and 7 % -3 == -2 and 5.5 // 2 == 2.0 and -5.5 % 2 == 0.5)
assert(math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
assert(0x7fffffffffffffff + 1 == math.mininteger and -0x8000000000000000 == math.mininteger)
assert(1 << 63 == math.mininteger and 1 << 64 == 0 and -1 >> 1 == math.maxinteger and 1 << -1 == 0)
assert(2.0 | 1 == 3 and ~2.0 == -3 and 3 ~ 5.0 == 6)
assert("10" + 5 == 15 and "0x10" * 1 == 16 and 10 .. 20 == "1020")
for _, source in ipairs { "1 // 0", "1 % 0", "1.5 | 1", "~1.5", "2^63 | 0", "-{}", "'a' + 1" } do
    local f = assert(load("return " .. source))
    assert(not pcall(f))
end
assert((true and 5) == 5 and (nil or 5) == 5 and (nil and 5) == nil and (false and error()) == false)
assert(select("#", (true and table.unpack { 1, 2 })) == 1)
assert(select("#", true and table.unpack { 1, 2 }) == 1)
