-- __concat joins in a chain of operands from the right.
local mt = {}
mt.__concat = function (a, b)
  local function show(v) return type(v) == "table" and v.s or v end
  return setmetatable({s = "(" .. show(a) .. show(b) .. ")"}, mt)
end
local t = setmetatable({s = "t"}, mt)
print((t .. "a").s, ("a" .. t).s, (t .. t).s, (1 .. t).s) -- expect: (ta) (at) (tt) (1t)
print(("a" .. "b" .. t .. "c" .. "d").s) -- expect: (a(b(tcd)))
print(pcall(function () return {} .. "x" end)) -- expect: false concat.lua:10: attempt to concatenate a table value
print(pcall(function () return nil .. t end)) -- expect: false concat.lua:5: attempt to concatenate a nil value
