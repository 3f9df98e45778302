-- only: neap
-- A constructor's list from 0 on is traversed from 0 on; a known library for dates finds January before Jan so.
local function order(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = tostring(k) end
  return table.concat(keys, " ")
end
print(order {[0] = "a", [1] = "b", [2] = "c"}) -- expect: 0 1 2
print(order {[0] = "Jan", [1] = "Feb", [2] = "Mar", [3] = "Apr", [4] = "May", [5] = "Jun", [6] = "Jul",
  [7] = "Aug"})                         -- expect: 0 1 2 3 4 5 6 7
print(order {x = 1, [0] = "a", [1] = "b", y = 2, [2] = "c"}) -- expect: x 0 1 y 2
local t = {[0] = 0, [1] = 1}
for i = 2, 100 do t[i] = i end
print(#t, t[0], t[1], t[50], t[100])    -- expect: 100 0 1 50 100
for i = 100, 2, -1 do t[i] = nil end
print(#t, order(t) == "0 1" or order(t) == "1 0") -- expect: 1 true
