-- The __index metamethod behind ipairs may yield.
-- only: neap
local t = setmetatable({}, {__index = function(_, i) return coroutine.yield(i) end})
local co = coroutine.wrap(function()
  local all = ""
  for _, v in ipairs(t) do all = all .. v end
  return all
end)
print(co())
print(co("x"))
print(co("y"))
print(co(nil))
-- expect: 1
-- expect: 2
-- expect: 3
-- expect: xy
