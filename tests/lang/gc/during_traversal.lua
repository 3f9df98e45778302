-- A collection inside of a loop over a table does no harm.
local t = {}
for i = 1, 200 do t["key" .. i] = {i} end
local n, sum = 0, 0
for k, v in pairs(t) do
  n = n + 1
  sum = sum + v[1]
  t[k] = nil
  if n % 20 == 0 then collectgarbage() end
end
print(n, sum, next(t))                  -- expect: 200 20100 nil
