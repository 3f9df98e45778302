-- only: neap
-- slow
-- 100,000 sorts, each within the comparator of the one before.
local function nest(n)
  local deep
  if n == 0 then return 0 end
  table.sort({1, 2}, function (a, b)
    if not deep then deep = nest(n - 1) end
    return a < b
  end)
  return deep + 1
end
print(nest(100000))                     -- expect: 100000
