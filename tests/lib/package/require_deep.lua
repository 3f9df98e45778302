-- Modules that require one another take no C stack.
-- slow
-- only: neap
local depth = 20000
setmetatable(package.preload, {__index = function (_, name)
  local n = tonumber(name)
  return function () return n == depth and n or (require(tostring(n + 1))) end
end})
print((require("1"))) -- expect: 20000
