-- The memory of a chain of resumes is counted right where a resume makes the resumer's frames grow: after they
-- had shrunk again the count was below zero, and every further resume a "C stack overflow".
local co = coroutine.wrap(function () for i = 1, math.huge do coroutine.yield(i) end end)
local function deep(n)
  co()
  if n > 0 then deep(n - 1) end
  return n
end
assert(deep(2000) == 2000)
collectgarbage()
collectgarbage()
print(co())                             -- expect: 2002
