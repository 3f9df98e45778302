-- move within a table, in both directions, and to another one.
local function show(t) return table.concat(t, " ") end
print(show(table.move({1, 2, 3, 4, 5}, 2, 4, 1))) -- expect: 2 3 4 4 5
print(show(table.move({1, 2, 3, 4, 5}, 1, 4, 2))) -- expect: 1 1 2 3 4
print(show(table.move({1, 2, 3}, 1, 3, 3))) -- expect: 1 2 1 2 3
print(show(table.move({1, 2, 3}, 1, 3, 1))) -- expect: 1 2 3
print(show(table.move({1, 2, 3}, 2, 1, 9)), show(table.move({1, 2, 3, 4}, 1, 2, 2, nil)))
-- expect: 1 2 3 1 1 2 4
print(show(table.move({1, 2, 3}, 1, 3, 2, {"x"}))) -- expect: x 1 2 3
local target = {}
print(table.move({1, 2}, 1, 2, 1, target) == target, show(target)) -- expect: true 1 2
local sparse = table.move({1, 2, 3}, 1, 3, -1)
print(sparse[-1], sparse[0], sparse[1], sparse[3]) -- expect: 1 2 3 3
