-- The condition of repeat sees the locals of the body.
local n = 0
repeat
  local done = n >= 3
  n = n + 1
until done
print(n)                                -- expect: 4
local f = {}
local i = 0
repeat local j = i; f[#f + 1] = function () return j end; i = i + 1 until j == 2
print(f[1](), f[2](), f[3]())           -- expect: 0 1 2
