-- A traversal goes on from its own key, though another entry's key has the same bits: 1.0e-323 and 2.
local t = {}
for i = 1, 8 do t["k" .. i] = i end
t[2 ^ -1073] = "float"
local seen = 0
for k, v in pairs(t) do seen = seen + 1 end
print(seen)                             -- expect: 9
