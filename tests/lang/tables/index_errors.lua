-- Indexing something that is no table.
local n
print(pcall(function () return n.x end)) -- expect: false index_errors.lua:3: attempt to index a nil value (upvalue 'n')
print(pcall(function () n.x = 1 end))   -- expect: false index_errors.lua:4: attempt to index a nil value (upvalue 'n')
print(pcall(function () return (1).x end)) -- expect: false index_errors.lua:5: attempt to index a number value
print(pcall(function () local b = true; return b[1] end)) -- expect: false index_errors.lua:6: attempt to index a boolean value (local 'b')
print(pcall(function () return undefinedvariable.x end)) -- expect: false index_errors.lua:7: attempt to index a nil value (global 'undefinedvariable')
print(pcall(function () local t = {}; return t.a.b end)) -- expect: false index_errors.lua:8: attempt to index a nil value (field 'a')
print(pcall(function () local t = {}; return t.a[1] end)) -- expect: false index_errors.lua:9: attempt to index a nil value (field 'a')
print(pcall(function () local t = {{}}; t[1][2].x = 5 end)) -- expect: false index_errors.lua:10: attempt to index a nil value (field 'integer index')
print(pcall(function () local s = "x"; s.y = 1 end)) -- expect: false index_errors.lua:11: attempt to index a string value (local 's')
print(pcall(function () local k = "name"; local t = {} return t[k].x end)) -- expect: false index_errors.lua:12: attempt to index a nil value (field '?')
