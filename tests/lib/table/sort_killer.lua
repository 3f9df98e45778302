-- Input made against median of three does not make the sort quadratic.
local n = 20000
local t = {}
for i = 1, n / 2 do
  t[i] = i % 2 == 1 and i or n / 2 + i - 1
  t[n / 2 + i] = 2 * i
end
table.sort(t)
for i = 2, n do assert(t[i - 1] <= t[i]) end
local calls = 0
for i = 1, n do t[i] = i % 2 == 0 and i or n - i end
table.sort(t, function(a, b) calls = calls + 1; return a < b end)
assert(calls < 40 * n)
