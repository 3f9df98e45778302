-- remove from the end and from between.
local t = {"a", "b", "c", "d"}
print(table.remove(t), table.remove(t, 1), #t) -- expect: d a 2
print(table.remove(t, 1), table.remove(t), table.remove(t), #t) -- expect: b c nil 0
print(table.remove({}), table.remove({}, 0), table.remove({[0] = "zero"}, 0)) -- expect: nil nil zero
local u = {1, 2, 3}
print(table.remove(u, 4), #u) -- expect: nil 3
u[4] = nil
u = {n = 0, [0] = "x"}
print(table.remove(u), u[0]) -- expect: x nil
local long = {}
for i = 1, 1000 do long[i] = i end
for _ = 1, 400 do table.remove(long, 1) end
print(#long, long[1], long[600], long[601]) -- expect: 600 401 1000 nil
