-- While a hook runs no other event is raised.
local depth, deepest = 0, 0
local function work() local x = 1 return x end
debug.sethook(function ()
  depth = depth + 1
  deepest = math.max(depth, deepest)
  work()
  depth = depth - 1
end, "crl")
work()
debug.sethook()
print(deepest) -- expect: 1
