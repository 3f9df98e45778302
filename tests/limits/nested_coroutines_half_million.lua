-- only: neap
-- slow
-- 500,000 coroutines, each resumed by the one before: their stacks stay below the default limit. Without an
-- end, the limit gives a clean error, and everything works again.
local function nest(n)
  if n == 0 then return 0 end
  local ok, depth = coroutine.resume(coroutine.create(nest), n - 1)
  if not ok then error(depth, 0) end
  return depth + 1
end
print(nest(500000))                     -- expect: 500000
print(pcall(nest, math.huge))           -- expect: false C stack overflow
collectgarbage()
print(nest(500000))                     -- expect: 500000
