-- An error in a closing method is the result of close, later methods see it.
local co = coroutine.create(function ()
  local a <close> = setmetatable({}, {__close = function (_, e) print("a got", e) end})
  local b <close> = setmetatable({}, {__close = function () error("from b", 0) end})
  coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co))
-- expect: a got from b
-- expect: false from b
print(coroutine.status(co))             -- expect: dead
