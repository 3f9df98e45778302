-- debug.getlocal of a function: its parameters.
local function f(first, second, ...) local third end
print(debug.getlocal(f, 1))     -- expect: first
print(debug.getlocal(f, 2))     -- expect: second
print(debug.getlocal(f, 3))     -- expect: nil
print(debug.getlocal(f, -1))    -- expect: nil
print(debug.getlocal(print, 1)) -- expect: nil
