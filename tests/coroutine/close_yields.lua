-- A closing method that yields inside of coroutine.close fails on the reference, where close cannot be left.
local co = coroutine.create(function ()
  local a <close> = setmetatable({}, {__close = function () print(coroutine.isyieldable()) end})
  coroutine.yield()
end)
coroutine.resume(co)
print(pcall(coroutine.close, co))
-- expect: false
-- expect: true true
