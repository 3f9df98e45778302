-- Generic for over iterators that yield, and yields in the loop body.
local function iterate(_, i)
  i = coroutine.yield("next " .. i)
  return i
end
local co = coroutine.wrap(function ()
  local sum = 0
  for i in iterate, nil, 0 do sum = sum + i; coroutine.yield("body " .. i) end
  return sum
end)
print(co())                             -- expect: next 0
print(co(5))                            -- expect: body 5
print(co())                             -- expect: next 5
print(co(6))                            -- expect: body 6
print(co())                             -- expect: next 6
print(co(nil))                          -- expect: 11
