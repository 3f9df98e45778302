-- Yields within loops, goto and captured loop variables.
local co = coroutine.wrap(function ()
  local f = {}
  for i = 1, 3 do
    f[i] = function () return i end
    coroutine.yield(i)
    if i == 2 then goto continue end
    coroutine.yield(-i)
    ::continue::
  end
  repeat local x = coroutine.yield(0) until x
  return f[1]() + f[2]() + f[3]()
end)
print(co(), co(), co(), co(), co(), co(), co(false), co(true)) -- expect: 1 -1 2 3 -3 0 0 6
