-- isyieldable and running inside and outside.
print(coroutine.isyieldable(), select(2, coroutine.running())) -- expect: false true
local co
co = coroutine.create(function ()
  local running, main = coroutine.running()
  return coroutine.isyieldable(), running == co, main
end)
print(coroutine.isyieldable(co))        -- expect: true
print(coroutine.resume(co))             -- expect: true true true false
print(type(coroutine.running()))        -- expect: thread
