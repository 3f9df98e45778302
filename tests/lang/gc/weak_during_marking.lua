-- Weak tables that grow while collections run.
local weak, strong = setmetatable({}, {__mode = "k"}), {}
for i = 1, 20000 do
  local k = {}
  weak[k] = i
  if i % 100 == 0 then strong[#strong + 1] = k end
end
collectgarbage()
local n = 0
for k, v in pairs(weak) do n = n + 1; assert(v % 100 == 0) end
print(n, #strong)                       -- expect: 200 200
