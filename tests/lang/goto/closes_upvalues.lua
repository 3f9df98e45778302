-- Jumping out of a block closes its captured locals.
local f = {}
do
  local i = 1
  ::again::
  local x = i
  f[i] = function () return x end
  i = i + 1
  if i <= 3 then goto again end
end
print(f[1](), f[2](), f[3]())           -- expect: 1 2 3
