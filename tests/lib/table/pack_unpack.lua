-- pack counts its arguments; unpack gives a range back.
local t = table.pack(1, nil, 3, nil)
print(t.n, t[1], t[2], t[3], #table.pack()) -- expect: 4 1 nil 3 0
print(table.unpack({1, 2, 3})) -- expect: 1 2 3
print(table.unpack({1, 2, 3}, 2)) -- expect: 2 3
print(table.unpack({1, 2, 3}, 2, 5)) -- expect: 2 3 nil nil
print(table.unpack({1, 2, 3}, -1, 1)) -- expect: nil nil 1
print(select("#", table.unpack({}, 1, 0)), select("#", table.unpack({}))) -- expect: 0 0
print(table.unpack({1, 2}, "1", "2")) -- expect: 1 2
print(table.unpack(table.pack(nil, nil), 1, 2)) -- expect: nil nil
