-- close runs pending closing methods and kills the coroutine.
local function closer(name)
  return setmetatable({}, {__close = function (_, e) print("close " .. name, e) end})
end
local co = coroutine.create(function ()
  local a <close> = closer "a"
  local b <close> = closer "b"
  coroutine.yield("started")
  print("never")
end)
print(coroutine.resume(co))             -- expect: true started
print(coroutine.close(co))
-- expect: close b nil
-- expect: close a nil
-- expect: true
print(coroutine.status(co), coroutine.close(co)) -- expect: dead true
print(coroutine.resume(co))             -- expect: false cannot resume dead coroutine
