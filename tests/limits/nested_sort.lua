-- only: neap
-- slow
-- 20,000 sorts, each within the comparator of the one before.
local function nest(n)
  local deep
  if n == 0 then return 0 end
  table.sort({1, 2}, function (a, b) deep = deep or nest(n - 1) return a < b end)
  return deep + 1
end
print(nest(20000))                      -- expect: 20000
