-- Concatenation of other kinds is an error naming the operand.
local t, flag = {}, true
print(pcall(function () return "a" .. t end))
-- expect: false concat_errors.lua:3: attempt to concatenate a table value (upvalue 't')
print(pcall(function () local x; return x .. "a" end))
-- expect: false concat_errors.lua:5: attempt to concatenate a nil value (local 'x')
print(pcall(function () return "a" .. "b" .. t.name .. "c" end))
-- expect: false concat_errors.lua:7: attempt to concatenate a nil value (field 'name')
print(pcall(function () return flag .. 1 end))
-- expect: false concat_errors.lua:9: attempt to concatenate a boolean value (upvalue 'flag')
