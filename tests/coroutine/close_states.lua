-- close in every state.
print(coroutine.close(coroutine.create(print))) -- expect: true
local failed = coroutine.create(function () error({}) end)
coroutine.resume(failed)
local ok, e = coroutine.close(failed)
print(ok, type(e))                      -- expect: false table
print(coroutine.close(failed))          -- expect: true
local co
co = coroutine.create(function () return pcall(coroutine.close, co) end)
print(coroutine.resume(co))             -- expect: true false cannot close a running coroutine
local outer
outer = coroutine.create(function ()
  return coroutine.wrap(function () return pcall(coroutine.close, outer) end)()
end)
print(coroutine.resume(outer))          -- expect: true false cannot close a normal coroutine
