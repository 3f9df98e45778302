-- An error that leaves a coroutine leaves its variables to be closed by close.
local co = coroutine.create(function ()
  local a <close> = setmetatable({}, {__close = function (_, e) print("closed with", e) end})
  error("boom", 0)
end)
print(coroutine.resume(co))             -- expect: false boom
print(coroutine.status(co))             -- expect: dead
print(coroutine.close(co))
-- expect: closed with boom
-- expect: false boom
