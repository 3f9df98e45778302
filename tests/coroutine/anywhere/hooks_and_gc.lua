-- only: neap
-- Places where the manual forbids a yield still refuse it: finalizers.
local result
local co = coroutine.wrap(function ()
  setmetatable({}, {__gc = function () result = {pcall(coroutine.yield)} end})
  collectgarbage()
  collectgarbage()
  return "end"
end)
assert(co() == "end")
assert(result[1] == false)
print(result[2])                        -- expect: attempt to yield across a C-call boundary
