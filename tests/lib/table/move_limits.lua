-- Ranges at the limits of integers.
local max, min = math.maxinteger, math.mininteger
local t = table.move({[max - 1] = "a", [max] = "b"}, max - 1, max, 1)
print(t[1], t[2], t[3]) -- expect: a b nil
t = table.move({[min] = "a", [min + 1] = "b"}, min, min + 1, max - 1, {})
print(t[max - 1], t[max]) -- expect: a b
print(pcall(table.move, {}, 1, max, 2))
-- expect: false bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, 0, max, 1))
-- expect: false bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, min, max, 1))
-- expect: false bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, 1, 2, max))
-- expect: false bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, -1, max, 2))
-- expect: false bad argument #3 to 'table.move' (too many elements to move)
t = table.move({[1] = "x"}, 1, 1, max, {})
print(t[max]) -- expect: x
