-- Thousands of coroutines alive, resumed in turn.
local cos, total = {}, 0
for i = 1, 5000 do
  cos[i] = coroutine.wrap(function (a) local sum = a; while true do sum = sum + coroutine.yield(sum) end end)
  cos[i](i)
end
for round = 1, 5 do for i = 1, #cos do total = total + cos[i](round) end end
print(total)                            -- expect: 62687500
