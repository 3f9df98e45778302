-- Each closure has its own variables, closures of one scope share them.
local function counter()
  local n = 0
  return function () n = n + 1; return n end, function () n = 0 end
end
local c1, reset1 = counter()
local c2 = counter()
print(c1(), c1(), c2())                 -- expect: 1 2 1
reset1()
print(c1(), c2())                       -- expect: 1 2
