-- Weak keys and values: either end suffices.
local t = setmetatable({}, {__mode = "kv"})
local k, v = {}, {}
t[k], t[{}], t[v], t[1] = {}, v, v, k
collectgarbage()
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n, t[k], t[v] == v, t[1] == k)    -- expect: 2 nil true true
