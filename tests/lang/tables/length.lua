-- The length of a sequence as it grows and shrinks.
local t = {}
for i = 1, 100 do t[i] = i; assert(#t == i) end
for i = 100, 1, -1 do t[i] = nil; assert(#t == i - 1) end
t = {n = 1, [1] = 1, [2] = 2}
print(#t)                               -- expect: 2
t = {1, 2, 3}
t[#t + 1] = 4
t[#t] = nil
t[#t] = nil
print(#t)                               -- expect: 2
