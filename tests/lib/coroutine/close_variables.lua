-- close runs pending __close methods, last first; their errors replace the result.
local function closable(name, fails)
  return setmetatable({}, {__close = function(_, e)
    print(name, e)
    if fails then error(name, 0) end
  end})
end
local co = coroutine.create(function()
  local a <close> = closable("a")
  local b <close> = closable("b", true)
  local c <close> = closable("c")
  coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co))
print(coroutine.status(co))
-- expect: c nil
-- expect: b nil
-- expect: a b
-- expect: false b
-- expect: dead
