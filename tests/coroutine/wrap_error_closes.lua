-- wrap closes the variables of a failed coroutine itself.
local f = coroutine.wrap(function ()
  local a <close> = setmetatable({}, {__close = function (_, e) print("closed with", e) end})
  error("boom", 0)
end)
print(pcall(f))
-- expect: closed with boom
-- expect: false boom
