-- debug.getlocal: variables in scope, temporaries, extra arguments.
local function f(a, b, ...)
  local c = 3
  do local hidden = 4 end
  local i = 1
  while true do
    local name, value = debug.getlocal(1, i)
    if name ~= "i" and name ~= "name" and not (name or "("):find("^%(") then print(i, name, value) end
    if not name then break end
    i = i + 1
  end
  print(debug.getlocal(1, -1))
  print(debug.getlocal(1, -2))
  print(debug.getlocal(1, -3))
end
f(1, 2, "x", "y")
-- expect: 1 a 1
-- expect: 2 b 2
-- expect: 3 c 3
-- expect: (vararg) x
-- expect: (vararg) y
-- expect: nil
