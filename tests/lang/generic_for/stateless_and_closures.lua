-- Iterators as closures, callable tables and coroutines.
local function range(n) local i = 0; return function () i = i + 1; if i <= n then return i end end end
local sum = 0
for i in range(4) do sum = sum + i end
print(sum)                              -- expect: 10
local callable = setmetatable({}, {__call = function (_, limit, i)
  if i < limit then return i + 1 end
end})
for i in callable, 3, 0 do io.write(i, " ") end print() -- expect: 1 2 3
for v in coroutine.wrap(function () for i = 1, 3 do coroutine.yield(i * i) end end) do io.write(v, " ") end
print()                                 -- expect: 1 4 9
