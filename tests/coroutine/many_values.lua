-- Thousands of values through resume, yield and return.
-- slow
local big = {}
for i = 1, 20000 do big[i] = i end
local co = coroutine.wrap(function (...)
  local n = select("#", ...)
  while true do n = n + select("#", coroutine.yield(n, ...)) end
end)
print(select("#", co(table.unpack(big)))) -- expect: 20001
print((co(table.unpack(big))))          -- expect: 40000
print((co()))                           -- expect: 40000
