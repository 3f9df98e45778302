-- Parameters and varargs copies can be captured.
local function f(a, ...)
  local b = ...
  return function () a, b = b, a; return a, b end
end
local g = f(1, 2, 3)
print(g())                              -- expect: 2 1
print(g())                              -- expect: 1 2
