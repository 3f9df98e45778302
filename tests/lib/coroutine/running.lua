-- running and isyieldable inside and outside.
local main, is_main = coroutine.running()
print(type(main), is_main, coroutine.isyieldable())
local co
co = coroutine.create(function()
  local this, inner_is_main = coroutine.running()
  print(this == co, inner_is_main, coroutine.isyieldable())
  print(coroutine.isyieldable(main), coroutine.isyieldable(co))
end)
print(coroutine.isyieldable(co))
coroutine.resume(co)
-- expect: thread true false
-- expect: true
-- expect: true false true
-- expect: false true
