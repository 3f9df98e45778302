-- Wrong arguments of unpack.
print(pcall(table.unpack)) -- expect: false attempt to get length of a nil value
print(pcall(table.unpack, nil, 1, 1)) -- expect: false attempt to index a nil value
print(pcall(table.unpack, {}, "x"))
-- expect: false bad argument #2 to 'table.unpack' (number expected, got string)
print(pcall(table.unpack, {}, 1, {}))
-- expect: false bad argument #3 to 'table.unpack' (number expected, got table)
