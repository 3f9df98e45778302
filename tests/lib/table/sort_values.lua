-- sort of other values goes through __lt; unlike ones cannot be compared.
local mt = {__lt = function(a, b) return a.key < b.key end}
local t = {}
for i, key in ipairs({5, 3, 4, 1, 2}) do t[i] = setmetatable({key = key}, mt) end
table.sort(t)
print(t[1].key, t[2].key, t[3].key, t[4].key, t[5].key) -- expect: 1 2 3 4 5
print(pcall(table.sort, {1, "x"})) -- expect: false attempt to compare string with number
print(pcall(table.sort, {{}, {}})) -- expect: false attempt to compare two table values
print(pcall(table.sort, {true, false})) -- expect: false attempt to compare two boolean values
print(pcall(table.sort, {1, nil, 3})) -- expect: false attempt to compare nil with number
