-- goto may jump back, and fresh locals are made each time.
local i, f = 1, {}
::top::
do
  local j = i
  f[i] = function () j = j + 1; return j end
end
i = i + 1
if i <= 3 then goto top end
print(f[1](), f[1](), f[2](), f[3]())   -- expect: 2 3 3 4
