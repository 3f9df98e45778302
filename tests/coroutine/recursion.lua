-- A coroutine in every level of a recursion.
local function permutations(a, n)
  if n <= 1 then coroutine.yield(table.concat(a)) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permutations(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
local out = {}
for p in coroutine.wrap(function () permutations({"a", "b", "c"}, 3) end) do out[#out + 1] = p end
print(table.concat(out, " "))           -- expect: bca cba cab acb bac abc
local function sum(n)
  if n == 0 then return 0 end
  return n + coroutine.wrap(sum)(n - 1)
end
print(sum(100))                         -- expect: 5050
