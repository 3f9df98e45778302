-- sort of integers, floats, strings and mixed numbers.
local function show(t) return table.concat(t, " ") end
local function sorted(t, f) table.sort(t, f) return show(t) end
print(sorted({3, 1, 2}), sorted({}), sorted({1}), sorted({2, 1})) -- expect: 1 2 3  1 1 2
print(sorted({2.5, -1.5, 1e10, 0.0})) -- expect: -1.5 0.0 2.5 10000000000.0
print(sorted({"b", "a", "B", "", "ab"})) -- expect:  B a ab b
print(sorted({3, 2.5, 1, 2, 1.5})) -- expect: 1 1.5 2 2.5 3
print(sorted({3, 1, 2}, function(a, b) return a > b end)) -- expect: 3 2 1
print(sorted({math.maxinteger, math.mininteger, 0, -1}))
-- expect: -9223372036854775808 -1 0 9223372036854775807
print(sorted({("long "):rep(20) .. "b", "short", ("long "):rep(20) .. "a"}):sub(-5)) -- expect: short
print(select("#", table.sort({}))) -- expect: 0
