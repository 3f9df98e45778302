-- only: neap
-- slow
-- 100,000 coroutines, each resumed by the one before.
local function nest(n)
  if n == 0 then return 0 end
  return 1 + coroutine.wrap(nest)(n - 1)
end
print(nest(100000))                     -- expect: 100000
