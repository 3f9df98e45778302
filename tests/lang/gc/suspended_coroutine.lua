-- Everything a suspended coroutine refers to stays.
local weak = setmetatable({}, {__mode = "v"})
local co = coroutine.wrap(function (...)
  local a, b = {1}, {2}
  weak[1], weak[2], weak[3] = a, b, (...)
  coroutine.yield()
  return a[1] + b[1], (...)
end)
co({}, {})
collectgarbage()
print(weak[1] ~= nil, weak[2] ~= nil, weak[3] ~= nil) -- expect: true true true
print((co()))                           -- expect: 3
