-- If start and step are not both integers, the loop counts in floats.
local function run(a, b, c)
  local t = {}
  for i = a, b, c do t[#t + 1] = tostring(i) end
  return table.concat(t, " ")
end
print(run(1.0, 3, 1))       -- expect: 1.0 2.0 3.0
print(run(1, 2, 0.5))       -- expect: 1.0 1.5 2.0
print(run(1, 3.7, 1))       -- expect: 1 2 3
print(run(1, 0, -0.25))     -- expect: 1.0 0.75 0.5 0.25 0.0
print(run(3, 1.5, -1))      -- expect: 3 2
print(run(0.1, 0.35, 0.1))  -- expect: 0.1 0.2 0.3
