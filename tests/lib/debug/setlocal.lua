-- debug.setlocal changes a variable and returns its name.
local function f(a, ...)
  local b = 2
  print(debug.setlocal(1, 1, "A"))   -- expect: a
  print(debug.setlocal(1, 2, "B"))   -- expect: b
  print(debug.setlocal(1, -1, "V"))  -- expect: (vararg)
  print(debug.setlocal(1, -9, "V"))  -- expect: nil
  print(a, b, ...)                   -- expect: A B V 4
end
f(1, 3, 4)
debug.setlocal(1, 1) -- expect error: bad argument #3 to 'setlocal' (value expected)
