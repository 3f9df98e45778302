-- Elements stored from the end still make a sequence.
local t = {}
for i = 1000, 1, -1 do t[i] = i end
print(#t, t[1], t[500], t[1000])        -- expect: 1000 1 500 1000
local sum = 0
for _, v in ipairs(t) do sum = sum + v end
print(sum)                              -- expect: 500500
t = {}
for i = 1, 1000 do t[(i * 7) % 1000 + 1] = i end
print(#t)                               -- expect: 1000
