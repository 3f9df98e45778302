-- insert at the end and in between.
local t = {}
table.insert(t, "a")
table.insert(t, "c")
table.insert(t, 2, "b")
table.insert(t, 1, "_")
table.insert(t, 5, "end")
print(table.concat(t, " "), #t) -- expect: _ a b c end 5
print(select("#", table.insert(t, 1))) -- expect: 0
local numbers = {}
for i = 1, 100 do table.insert(numbers, 1, i) end
print(numbers[1], numbers[50], numbers[100], #numbers) -- expect: 100 51 1 100
table.insert(numbers, "3", "text")
print(numbers[2], numbers[3], numbers[4]) -- expect: 99 text 98
