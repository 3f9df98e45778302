-- break, goto and the next iteration close.
local log = ""
local function closer(name)
  return setmetatable({}, {__close = function () log = log .. name end})
end
for i = 1, 3 do
  local c <close> = closer(i)
  if i == 2 then break end
end
while true do local c <close> = closer "w"; goto out end
::out::
do
  local n = 0
  ::top::
  n = n + 1
  do local c <close> = closer "g"; if n < 3 then goto top end end
end
print(log)                              -- expect: 12wggg
