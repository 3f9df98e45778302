-- Order between different kinds is an error that names both.
print(pcall(function () return 1 < "2" end))
-- expect: false mixed_types_fail.lua:2: attempt to compare number with string
print(pcall(function () return {} < {} end))
-- expect: false mixed_types_fail.lua:4: attempt to compare two table values
print(pcall(function () return nil <= 1 end))
-- expect: false mixed_types_fail.lua:6: attempt to compare nil with number
print(pcall(function () return true > false end))
-- expect: false mixed_types_fail.lua:8: attempt to compare two boolean values
print(pcall(function () return "a" >= {} end))
-- expect: false mixed_types_fail.lua:10: attempt to compare table with string
