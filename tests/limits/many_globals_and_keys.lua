-- slow
-- A table with two million keys of several kinds.
local t = {}
for i = 1, 1000000 do t[i] = i; t["k" .. i] = i end
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n, #t)                            -- expect: 2000000 1000000
for i = 1, 1000000 do t["k" .. i] = nil end
n = 0
for _ in pairs(t) do n = n + 1 end
print(n)                                -- expect: 1000000
