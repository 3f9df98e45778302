-- Tables and lists that cannot be.
-- slow
print(pcall(table.unpack, {}, 1, 1 << 30)) -- expect: false too many results to unpack
print(pcall(table.concat, {}, "x", 1, 3)) -- expect: false invalid value (nil) at index 1 in table for 'concat'
print(pcall(table.insert, {1, 2, 3}, 6, "x")) -- expect: false bad argument #2 to 'table.insert' (position out of bounds)
print(pcall(table.move, {}, 1, math.maxinteger, 2)) -- expect: false bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, -1, math.maxinteger, 2)) -- expect: false bad argument #3 to 'table.move' (too many elements to move)
