-- table.pack keeps the count, table.unpack gives it back.
local p = table.pack(1, nil, 3, nil)
print(p.n, p[1], p[2], p[3], p[4])      -- expect: 4 1 nil 3 nil
print(table.unpack(p, 1, p.n))          -- expect: 1 nil 3 nil
print(table.unpack({1, 2, 3}, 2), table.unpack({1, 2}, 2, 3)) -- expect: 2 2 nil
print(table.unpack({}, 1, 0))           -- expect: 
