-- Assigning to the loop variable does not change the count.
local n = 0
for i = 1, 3 do n = n + i; i = i * 100 end
print(n)                                -- expect: 6
