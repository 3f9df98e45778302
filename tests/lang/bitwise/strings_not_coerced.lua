-- Bitwise operators do not convert strings, but accept metamethods of strings.
print(pcall(function () return "7" & 3 end))    -- expect: false strings_not_coerced.lua:2: attempt to perform bitwise operation on a string value (constant '7')
print(pcall(function () local s = "7" return 1 << s end)) -- expect: false strings_not_coerced.lua:3: attempt to perform bitwise operation on a string value (local 's')
print(pcall(function () return ~"1.5" end))     -- expect: false strings_not_coerced.lua:4: attempt to perform bitwise operation on a string value (constant '1.5')
getmetatable("").__band = function (a, b) return a .. "&" .. b end
print("7" & 3, 3 & "x")                         -- expect: 7&3 3&x
getmetatable("").__band = nil
