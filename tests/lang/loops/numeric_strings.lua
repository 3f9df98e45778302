-- Numerals in strings count as floats in a numeric for, other strings are errors.
local t = {}
for i = "1", "5", "2" do t[#t + 1] = i end
print(table.concat(t, " "))             -- expect: 1.0 3.0 5.0
for i = 1, "2" do io.write(i, " ") end
print()                                 -- expect: 1 2
print(pcall(function () for i = 1, "x" do end end))
-- expect: false numeric_strings.lua:7: bad 'for' limit (number expected, got string)
