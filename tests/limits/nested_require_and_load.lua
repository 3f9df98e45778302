-- only: neap
-- slow
-- 100,000 loads within readers, requires within loaders, and files run by files.
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
local name = os.tmpname()
local file = assert(io.open(name, "w"))
file:write("local result = Next() return result")
file:close()
local left = 100000
function Next()
  left = left - 1
  return left == 0 and "done" or dofile(name)
end
print(dofile(name))                      -- expect: done
os.remove(name)
