-- A value with the needed metamethods will do for a table; others will not.
local mt = {__index = function(_, i) return i < 4 and i * 10 or nil end, __len = function() return 3 end}
local userdata = io.tmpfile()
print(table.concat(setmetatable({}, mt), " ")) -- expect: 10 20 30
print(table.unpack(setmetatable({}, mt))) -- expect: 10 20 30
print(pcall(table.concat, userdata))
-- expect: false bad argument #1 to 'table.concat' (table expected, got FILE*)
print(pcall(table.insert, userdata, 1))
-- expect: false bad argument #1 to 'table.insert' (table expected, got FILE*)
print(pcall(table.unpack, 5, 1, 1)) -- expect: false attempt to index a number value
print(pcall(table.unpack, "text", 1, 2)) -- expect: true nil nil
userdata:close()
