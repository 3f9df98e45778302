-- A captured variable is the same one before and after its scope ends.
local get, set
do
  local v = 1
  get = function () return v end
  set = function (x) v = x end
  set(2)
  print(v, get())                       -- expect: 2 2
  v = 3
  print(get())                          -- expect: 3
end
set(4)
print(get())                            -- expect: 4
