-- Limits are inclusive, steps may be negative, the loop may not run at all.
local function run(a, b, c)
  local t = {}
  for i = a, b, c or 1 do t[#t + 1] = i end
  return table.concat(t, " ")
end
print(run(1, 3))            -- expect: 1 2 3
print(run(3, 1))            -- expect: 
print(run(3, 1, -1))        -- expect: 3 2 1
print(run(1, 10, 4))        -- expect: 1 5 9
print(run(1, 1), run(-1, -3, -2)) -- expect: 1 -1 -3
for i = 10, 1 do print(i) end
for i = 1, 2 do local i = i * 2 io.write(i, " ") end print() -- expect: 2 4
