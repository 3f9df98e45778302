-- More results than a stack can hold are an error.
-- slow
local t = {}
print(pcall(table.unpack, t, 1, 1e7))   -- expect: false too many results to unpack
print(pcall(table.unpack, t, 1, math.maxinteger)) -- expect: false too many results to unpack
