-- only: neap
-- The comparison function may yield.
local t = {4, 2, 3, 1}
local co = coroutine.wrap(function()
  table.sort(t, function(a, b) coroutine.yield("compare") return a < b end)
  return "sorted"
end)
local count, what = 0, nil
repeat
  what = co()
  count = count + 1
until what == "sorted"
print(count >= 4, table.concat(t, " ")) -- expect: true 1 2 3 4
