-- Names may hold letters, digits and underscores; keywords are case-sensitive.
local _, __x, And, a1_b, END = 1, 2, 3, 4, 5
print(_, __x, And, a1_b, END)           -- expect: 1 2 3 4 5
print(load("goto = 1") == nil, load("return end") == nil) -- expect: true true
