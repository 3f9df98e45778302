-- only: neap
-- A coroutine that is closed while a closing method of another one, which it was closing, is suspended: that
-- one stays dead, and closing it again runs the methods that are left.
local log = {}
local function closer(name, f)
  return setmetatable({}, {__close = function (_, e)
    log[#log + 1] = name .. "(" .. tostring(e) .. ")"
    if f then f() end
  end})
end
local co = coroutine.create(function ()
  local a <close> = closer "a"
  local b <close> = closer "b"
  local c <close> = closer("c", coroutine.yield)
  coroutine.yield()
end)
coroutine.resume(co)
local other = coroutine.create(function ()
  local d <close> = closer "d"
  coroutine.close(co)
end)
print(coroutine.resume(other))          -- expect: true
print(coroutine.status(co), coroutine.status(other)) -- expect: normal suspended
print(pcall(coroutine.close, co))       -- expect: false cannot close a normal coroutine
print(coroutine.close(other), table.concat(log, " ")) -- expect: true c(nil) d(nil)
print(coroutine.status(co), coroutine.resume(co)) -- expect: dead false cannot resume dead coroutine
collectgarbage()
print(coroutine.close(co))              -- expect: false nil
print(table.concat(log, " "))           -- expect: c(nil) d(nil) b(nil) a(nil)
print(coroutine.close(co))              -- expect: true

-- The same where nobody closes it again: both are collected.
local weak = setmetatable({}, {__mode = "v"})
local function leave()
  local inner = coroutine.create(function ()
    local c <close> = closer("c", coroutine.yield)
    coroutine.yield()
  end)
  coroutine.resume(inner)
  local outer = coroutine.create(function () coroutine.close(inner) end)
  coroutine.resume(outer)
  weak[1], weak[2] = inner, outer
end
leave()
collectgarbage()
collectgarbage()
print(#weak)                            -- expect: 0
