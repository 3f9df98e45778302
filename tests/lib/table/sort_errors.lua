-- Wrong arguments of sort, and functions that are no order.
print(pcall(table.sort, {1, 2}, 5))
-- expect: false bad argument #2 to 'table.sort' (function expected, got number)
print(pcall(table.sort, {}, 5)) -- expect: true
print(pcall(table.sort, nil)) -- expect: false bad argument #1 to 'table.sort' (table expected, got nil)
print(pcall(table.sort, setmetatable({}, {__len = function() return math.maxinteger end})))
-- expect: false bad argument #1 to 'table.sort' (array too big)
print(pcall(table.sort, {1, 2, 3, 4}, function() return true end))
-- expect: false invalid order function for sorting
print(pcall(table.sort, {1, 2, 3, 4, 5, 6, 7, 8}, function() return true end))
-- expect: false invalid order function for sorting
print(pcall(table.sort, {1, 2, 3}, function(a, b) error("stop", 0) end)) -- expect: false stop
print(pcall(table.sort, {1, 2, 3}, nil)) -- expect: true
