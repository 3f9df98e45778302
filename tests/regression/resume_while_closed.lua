-- In the closing methods that coroutine.close runs, the coroutine that is closed runs: it can be neither
-- resumed nor closed, and the one that closes it is normal.
local closer, co
local function check()
  assert(coroutine.running() == co)
  print(coroutine.status(co), coroutine.status(closer))
  print(coroutine.resume(co))
  print(coroutine.resume(closer))
  print(pcall(coroutine.close, co))
  print(pcall(coroutine.close, closer))
end
local function body(fails)
  local c <close> = setmetatable({}, {__close = check})
  if fails then error(fails, 0) end
  coroutine.yield()
end
closer = coroutine.create(function ()
  co = coroutine.create(body)
  coroutine.resume(co)
  print(coroutine.close(co))
  print(coroutine.status(co), coroutine.running() == closer, coroutine.resume(co))
  print(pcall(coroutine.wrap(function (...) co = coroutine.running() body(...) end), "failed"))
end)
assert(coroutine.resume(closer))
-- expect: running normal
-- expect: false cannot resume non-suspended coroutine
-- expect: false cannot resume non-suspended coroutine
-- expect: false cannot close a running coroutine
-- expect: false cannot close a normal coroutine
-- expect: true
-- expect: dead true false cannot resume dead coroutine
-- expect: running normal
-- expect: false cannot resume non-suspended coroutine
-- expect: false cannot resume non-suspended coroutine
-- expect: false cannot close a running coroutine
-- expect: false cannot close a normal coroutine
-- expect: false failed

-- The coroutine closed by a closing method of one that is closed.
local outer, inner
local function note(name, other)
  return setmetatable({}, {__close = function ()
    print(name, coroutine.running() == inner, coroutine.status(outer), coroutine.status(inner))
    if other then
      print(coroutine.close(inner))
      print(name, coroutine.running() == outer, coroutine.status(outer), coroutine.status(inner))
    end
  end})
end
inner = coroutine.create(function () local c <close> = note("inner") coroutine.yield() end)
outer = coroutine.create(function () local c <close> = note("outer", true) coroutine.yield() end)
coroutine.resume(inner)
coroutine.resume(outer)
print(coroutine.close(outer))
-- expect: outer false running suspended
-- expect: inner true normal running
-- expect: true
-- expect: outer true running dead
-- expect: true
