-- Without __le, a <= b is not (b < a), as in every 5.4 that is built with its usual compatibility options.
local meta = {}
meta.__lt = function (a, b)
  print(type(a), type(b))
  return type(a) == "table" and (type(b) ~= "table" or a.n < b.n)
end
local one, two = setmetatable({n = 1}, meta), setmetatable({n = 2}, meta)
print(one <= two, two <= one)           -- expect: table table
-- expect: table table
-- expect: true false
print(one >= 1, one <= 1)               -- expect: table number
-- expect: number table
-- expect: false true
local n = 2.5
if n >= one then print("then") else print("else") end
-- expect: number table
-- expect: then
while not ("x" <= two) do print("in") break end
-- expect: table string
-- expect: in
meta.__lt = function () return coroutine.yield() end
local compare = coroutine.wrap(function () return one <= two end)
compare()
print(compare(nil))                     -- expect: true
meta.__lt = nil
print(pcall(function () return one <= two end))
-- expect: false le_from_lt.lua:26: attempt to compare two table values
meta.__le = function () return 1 end
print(one <= two)                       -- expect: true
