-- Every key is visited once, in any mixture of kinds.
local t, expected = {}, 0
for i = 1, 50 do t[i] = 1; t[-i] = 1; t[i + 0.5] = 1; t["s" .. i] = 1; t[{}] = 1; expected = expected + 5 end
t[true] = 1
local n, seen = 0, {}
for k, v in pairs(t) do assert(not seen[k]); seen[k] = true; n = n + v end
print(n == expected + 1, n)             -- expect: true 251
