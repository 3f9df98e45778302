-- only: neap
-- slow
-- 100,000 calls of gsub, each within the callback of the one before.
local function nest(n)
  if n == 0 then return "x" end
  return (("a"):gsub("a", function () return nest(n - 1) end))
end
print(nest(100000))                      -- expect: x
