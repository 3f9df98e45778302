-- Locals, temporaries and varargs survive a yield in the middle of an expression.
local co = coroutine.wrap(function (...)
  local a, b = 1, 2
  local t = {a, coroutine.yield(), b, coroutine.yield(), ...}
  local s = "x" .. coroutine.yield() .. "y" .. coroutine.yield()
  return table.concat(t, " ") .. " " .. s, a + coroutine.yield() * b
end)
co("v1", "v2")
co("A") co("B") co("C") co("D")
print(co(10))                           -- expect: 1 A 2 B v1 v2 xCyD 21
