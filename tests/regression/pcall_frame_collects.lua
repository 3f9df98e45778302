-- Memory that runs out while pcall makes room for its frames leaves the caller's registers alone
-- (found with collections at every allocation).
local co = coroutine.wrap(function ()
  print(pcall(function () error(coroutine.yield("before error"), 0) end))
  print(select("#", pcall(function () return coroutine.yield("multiple") end)))
end)
print(co())
-- expect: before error
print(co(1, 2, 3))
-- expect: false 1
-- expect: multiple
