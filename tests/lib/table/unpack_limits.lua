-- Ranges at the limits of integers, and too many results.
local max, min = math.maxinteger, math.mininteger
print(table.unpack({[max] = "last"}, max, max)) -- expect: last
print(table.unpack({[min] = "first"}, min, min)) -- expect: first
print(select("#", table.unpack({}, max, min))) -- expect: 0
print(pcall(table.unpack, {}, min, max)) -- expect: false too many results to unpack
print(pcall(table.unpack, {}, 0, max)) -- expect: false too many results to unpack
print(pcall(table.unpack, {}, 1, 1e8)) -- expect: false too many results to unpack
print(select("#", table.unpack({}, 1, 2000))) -- expect: 2000
print(select("#", table.unpack({}, max - 10, max))) -- expect: 11
