-- A value reachable only through its own weak key does not keep the key.
local t = setmetatable({}, {__mode = "k"})
for _ = 1, 10 do
  local k = {}
  t[k] = {k}
end
local a = {}
local b = {}
t[a] = b
t[b] = {"chain"}
b = nil
collectgarbage()
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n, t[t[a]][1])                    -- expect: 2 chain
