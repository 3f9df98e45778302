-- Fields may be cleared and changed during traversal.
local t = {}
for i = 1, 100 do t[i] = i; t["k" .. i] = i end
local n, sum = 0, 0
for k, v in pairs(t) do
  n = n + 1
  sum = sum + v
  if type(k) == "string" then t[k] = nil else t[k] = v + 1 end
end
print(n, sum)                           -- expect: 200 10100
n = 0
for k, v in next, t do n = n + 1; assert(t[k] == k + 1); t[k] = nil end
print(n, next(t))                       -- expect: 100 nil
