-- only: neap
-- slow
-- 100,000 coroutines nested by resume; a yield from the innermost goes through one level only.
local function nest(n)
  if n == 0 then coroutine.yield("bottom") return 0 end
  local co = coroutine.create(nest)
  local ok, v = coroutine.resume(co, n - 1)
  assert(ok, v)
  if v == "bottom" then ok, v = coroutine.resume(co) assert(ok) end
  return 1 + v
end
print(nest(100000))                     -- expect: 100000
