-- A finalizer cannot yield.
local result
coroutine.wrap(function ()
  setmetatable({}, {__gc = function () result = {pcall(coroutine.yield)} end})
  collectgarbage()
  collectgarbage()
end)()
print(result[1], result[2])             -- expect: false attempt to yield across a C-call boundary
