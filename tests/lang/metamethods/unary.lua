-- __unm and __bnot get the operand twice.
local mt = {
  __unm = function (a, b) return "unm " .. tostring(rawequal(a, b)) end,
  __bnot = function (a, b) return "bnot " .. tostring(rawequal(a, b)) end,
  __len = function (a, b) return "len " .. tostring(rawequal(a, b)) end,
}
local t = setmetatable({}, mt)
print(-t, ~t, #t)                       -- expect: unm true bnot true len true
