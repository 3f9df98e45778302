-- Library functions at the ends of the integer range.
local max, min = math.maxinteger, math.mininteger
print(("abc"):sub(min, max), ("abc"):sub(max, min), ("abc"):byte(min, max)) -- expect: abc 97 98 99
print(("abc"):rep(0), ("x"):rep(min), select("#", table.unpack({}, max, min))) -- expect: 0
print(pcall(table.unpack, {}, min, max)) -- expect: false too many results to unpack
print(("abc"):find("c", min), ("abc"):find("a", max)) -- expect: 3 nil
print(table.concat({}, ",", max, min), #table.concat({[max] = "x"}, ",", max, max)) -- expect: 1
print(math.abs(min) == min, math.ult(max, min), min // -1 == min, min % -1) -- expect: true true true 0
print(utf8.char(0x7FFFFFFF):byte(1, -1)) -- expect: 253 191 191 191 191 191
print(string.format("%d %i", max, min)) -- expect: 9223372036854775807 -9223372036854775808
print(tostring(min), math.tointeger(2^63), math.tointeger(-2^63) == min) -- expect: -9223372036854775808 nil true
