-- __lt serves < and > with operands on both sides.
local mt = {__lt = function (a, b)
  a, b = type(a) == "table" and a.v or a, type(b) == "table" and b.v or b
  return a < b
end}
local a, b = setmetatable({v = 1}, mt), setmetatable({v = 2}, mt)
print(a < b, a > b, b < a, b > a)       -- expect: true false false true
print(a < 5, 5 < a, a > 0, 1.5 < b)         -- expect: true false true true
