-- debug.getlocal: values without a name.
local function f() return (debug.getlocal(2, 4)) end
local function g(a, b)
  local c = 1
  return "<" .. f(a, b) .. ">"
end
print(g(10, 20))                             -- expect: <(temporary)>
print(debug.getlocal(0, 1))                  -- expect: (C temporary) 0
print((debug.getlocal(0, 100)))              -- expect: nil
