-- Calling something else is an error with the kind of variable.
local x = 5
print(pcall(function () x() end))       -- expect: false call_non_functions.lua:3: attempt to call a number value (upvalue 'x')
print(pcall(function () local y; y() end)) -- expect: false call_non_functions.lua:4: attempt to call a nil value (local 'y')
print(pcall(function () undefinedfunction() end)) -- expect: false call_non_functions.lua:5: attempt to call a nil value (global 'undefinedfunction')
print(pcall(function () local t = {}; t.a.b() end)) -- expect: false call_non_functions.lua:6: attempt to index a nil value (field 'a')
print(pcall(function () local t = {}; t.a() end)) -- expect: false call_non_functions.lua:7: attempt to call a nil value (field 'a')
print(pcall(function () local t = {}; t:m() end)) -- expect: false call_non_functions.lua:8: attempt to call a nil value (method 'm')
print(pcall(function () local t = {}; t[1]() end)) -- expect: false call_non_functions.lua:9: attempt to call a nil value (field 'integer index')
print(pcall(function () (1)() end))     -- expect: false call_non_functions.lua:10: attempt to call a number value
print(pcall(function () ("x")() end))   -- expect: false call_non_functions.lua:11: attempt to call a string value (constant 'x')
print(pcall(function () local s = "x"; s:nothing() end)) -- expect: false call_non_functions.lua:12: attempt to call a nil value (method 'nothing')
print(pcall(function () return x.y.z() end)) -- expect: false call_non_functions.lua:13: attempt to index a number value (upvalue 'x')
