-- only: neap
-- slow
-- 100,000 protected calls, each within the one before.
local function nest(n)
  if n == 0 then error("bottom", 0) end
  local ok, v = pcall(nest, n - 1)
  if ok then return v + 1 end
  assert(v == "bottom")
  return 1
end
print(nest(100000))                     -- expect: 100000
local function deep(n) if n == 0 then return 0 end return select(2, pcall(deep, n - 1)) + 1 end
print(deep(50000))                      -- expect: 50000
