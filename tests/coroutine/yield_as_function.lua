-- coroutine.yield as the body, as an argument, as a metamethod and iterator.
local co = coroutine.wrap(coroutine.yield)
print(co(1, 2))                         -- expect: 1 2
print(co(3))                            -- expect: 3
print(pcall(co))                        -- expect: false cannot resume dead coroutine
co = coroutine.wrap(function ()
  local t = setmetatable({}, {__index = coroutine.yield, __call = coroutine.yield})
  local r = {t.key, t(5)}
  for v in coroutine.yield do r[#r + 1] = v end
  return table.concat(r, " ")
end)
print(select("#", co()), select(2, co("a"))) -- expect: 2 5
print(co("b"))                          -- expect: nil nil
print(select("#", co("c")))             -- expect: 2
print(co(nil))                          -- expect: a b c
