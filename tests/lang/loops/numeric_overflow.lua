-- Integer loops never wrap around.
local max, min = math.maxinteger, math.mininteger
local n = 0
for i = max - 2, max do n = n + 1 end
for i = min + 1, min, -1 do n = n + 1 end
for i = max - 1, max, 5 do n = n + 1 end
for i = min, max, max do n = n + 1 end
print(n)                                -- expect: 9
n = 0
for i = 1, math.huge do n = n + 1 if n == 5 then break end end
for i = -1, -math.huge, -1 do n = n + 1 if n == 10 then break end end
for i = 1, -math.huge do n = 100 end
for i = -1, math.huge, -1 do n = 100 end
print(n)                                -- expect: 10
for i = max, max + 1.0 do n = n + 1 end
for i = 3, 2^80 do n = n + 1 if i == 5 then break end end
print(n)                                -- expect: 14
for i = 1, 0/0 do n = 100 end
for i = 0/0, 5 do n = 100 end
print(n)                                -- expect: 100
