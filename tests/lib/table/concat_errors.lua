-- What cannot be joined.
print(pcall(table.concat, {1, {}, 3})) -- expect: false invalid value (table) at index 2 in table for 'concat'
print(pcall(table.concat, {1, 2}, ",", 1, 3))
-- expect: false invalid value (nil) at index 3 in table for 'concat'
print(pcall(table.concat, {true})) -- expect: false invalid value (boolean) at index 1 in table for 'concat'
print(pcall(table.concat, {1}, {}))
-- expect: false bad argument #2 to 'table.concat' (string expected, got table)
print(pcall(table.concat, {1}, "", "x"))
-- expect: false bad argument #3 to 'table.concat' (number expected, got string)
print(pcall(table.concat)) -- expect: false bad argument #1 to 'table.concat' (table expected, got no value)
print(pcall(table.concat, setmetatable({}, {__index = function(_, i) return i < 3 and i or {} end}), "", 1, 5))
-- expect: false invalid value (table) at index 3 in table for 'concat'
