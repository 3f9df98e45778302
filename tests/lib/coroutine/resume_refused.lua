-- What cannot be resumed.
local co
co = coroutine.create(function()
  print(coroutine.resume(co)) -- expect: false cannot resume non-suspended coroutine
  local inner = coroutine.create(function() return coroutine.resume(co) end)
  print(coroutine.resume(inner)) -- expect: true false cannot resume non-suspended coroutine
end)
coroutine.resume(co)
print(coroutine.resume(co)) -- expect: false cannot resume dead coroutine
print(coroutine.resume(coroutine.running())) -- expect: false cannot resume non-suspended coroutine
