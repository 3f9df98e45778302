-- Threads that cannot be resumed.
local co
co = coroutine.create(function ()
  print(coroutine.resume(co))           -- expect: false cannot resume non-suspended coroutine
  print(coroutine.resume(coroutine.create(function () return coroutine.resume(co) end)))
  -- expect: true false cannot resume non-suspended coroutine
end)
coroutine.resume(co)
print(coroutine.resume(co))             -- expect: false cannot resume dead coroutine
print(coroutine.resume((coroutine.running()))) -- expect: false cannot resume non-suspended coroutine
print(pcall(coroutine.resume, 1))       -- expect: false bad argument #1 to 'coroutine.resume' (thread expected, got number)
print(pcall(coroutine.create, {}))      -- expect: false bad argument #1 to 'coroutine.create' (function expected, got table)
local w
w = coroutine.wrap(function () return pcall(w) end)
print(w())                              -- expect: false cannot resume non-suspended coroutine
