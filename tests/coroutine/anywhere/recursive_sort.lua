-- only: neap
-- A sort within the comparator of a sort, all of them suspended at once.
local depth, deepest = 0, 0
local function sort(n)
  local t = {2, 1, 3}
  table.sort(t, function (a, b)
    if n > 0 then
      depth = depth + 1
      deepest = math.max(deepest, depth)
      sort(n - 1)
      depth = depth - 1
    else
      coroutine.yield()
    end
    return a < b
  end)
  assert(t[1] == 1 and t[2] == 2 and t[3] == 3)
end
local co, yields = coroutine.create(function () sort(4) end), 0
while coroutine.status(co) ~= "dead" do
  assert(coroutine.resume(co))
  yields = yields + 1
end
print(deepest, yields > 16)             -- expect: 4 true
