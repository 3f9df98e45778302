-- only: neap
-- slow
-- 100,000 loads within readers, and requires within loaders.
local function nest(n)
  if n == 0 then return 0 end
  local r
  local f = assert(load(function () if not r then r = nest(n - 1) return "return 1" end end))
  return r + f()
end
print(nest(100000))                       -- expect: 100000
local function chain(n)
  package.preload["m" .. n] = function () return n == 0 and 0 or chain(n - 1) + 1 end
  return (require("m" .. n))
end
print(chain(100000))                      -- expect: 100000
