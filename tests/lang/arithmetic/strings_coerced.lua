-- Arithmetic converts strings that are numerals, and keeps their kind.
print("10" + 1, "0x10" + 0, " 5 " * 2)  -- expect: 11 16 10
print("1.5" + 1, "1e1" + 0, "10" / 2)   -- expect: 2.5 10.0 5.0
print(-"2", -"2.0", - " 0x10 ")         -- expect: -2 -2.0 -16
print("7" // "2", "7" % "4", "2" ^ "3") -- expect: 3 3 8.0
print(pcall(function () return "abc" + 1 end))
-- expect: false strings_coerced.lua:6: attempt to add a 'string' with a 'number'
print(pcall(function () local s = "1 2" return s * 1 end))
-- expect: false strings_coerced.lua:8: attempt to mul a 'string' with a 'number'
