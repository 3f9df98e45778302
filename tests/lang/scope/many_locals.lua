-- 200 locals fit into a function, 201 do not.
local function declare(n)
  local names = {}
  for i = 1, n do names[i] = "x" .. i end
  return "local " .. table.concat(names, ", ") .. " = 7\nx" .. n .. " = 8 return x1 + x" .. n
end
print(load(declare(200))())             -- expect: 15
print(select(2, load(declare(201), "=c"))) -- expect: c:1: too many local variables (limit is 200) in main function near '='
