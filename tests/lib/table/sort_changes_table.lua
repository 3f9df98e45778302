-- A comparison function that changes the table does no harm.
local t = {}
for i = 1, 200 do t[i] = (i * 37) % 101 end
local calls = 0
pcall(table.sort, t, function(a, b)
  calls = calls + 1
  if calls % 10 == 0 then t[#t + 1] = 0 end
  if calls % 50 == 0 then collectgarbage() end
  return a < b
end)
for i = 1, 200 do assert(type(t[i]) == "number") end
