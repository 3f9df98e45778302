-- Very deep data is marked and freed without recursion.
-- slow
local list
for _ = 1, 500000 do list = {list} end
collectgarbage()
local n = 0
local node = list
while node do n = n + 1; node = node[1] end
print(n)                                -- expect: 500000
local f = function () return 0 end
for _ = 1, 100000 do local g = f; f = function () return g end end
collectgarbage()
list, node, f = nil, nil, nil
collectgarbage()
local co
for _ = 1, 20000 do
  local inner = co
  co = coroutine.create(function () coroutine.yield(inner) return inner end)
  coroutine.resume(co)
end
collectgarbage()
print(coroutine.status(co))             -- expect: suspended
