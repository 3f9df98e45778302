-- Wrong positions of remove.
local function check(...) print((select(2, pcall(table.remove, ...)):gsub("#%d", "#n"))) end
check({1, 2, 3}, 5)
check({1, 2, 3}, -1)
check({1, 2, 3}, 0)
check({}, 2)
check({}, "x")
check(nil)
-- expect: bad argument #n to 'table.remove' (position out of bounds)
-- expect: bad argument #n to 'table.remove' (position out of bounds)
-- expect: bad argument #n to 'table.remove' (position out of bounds)
-- expect: bad argument #n to 'table.remove' (position out of bounds)
-- expect: bad argument #n to 'table.remove' (number expected, got string)
-- expect: bad argument #n to 'table.remove' (table expected, got nil)
