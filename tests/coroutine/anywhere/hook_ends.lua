-- only: neap
-- A hook that has yielded may fail afterwards, be closed while it is suspended, or lose its hook.
local function body()
  local closed <close> = setmetatable({}, {__close = function (_, e) print("closed", e) end})
  local x = 1
  return x
end

local function hooked(f, mask, count)
  local co = coroutine.create(body)
  debug.sethook(co, f, mask, count or 0)
  return co
end

-- An error after the resume is one of the code that was interrupted, and closes its variables.
for _, mask in ipairs {"l", "c", "r"} do
  local co = hooked(function (event, line)
    if event ~= "line" or line == 6 then
      error(coroutine.yield(event), 0)
    end
  end, mask)
  print(coroutine.resume(co))
  print(coroutine.resume(co, "failed in " .. mask))
  print(coroutine.status(co), coroutine.close(co))
end
-- expect: true line
-- expect: false failed in l
-- expect: closed failed in l
-- expect: dead false failed in l
-- expect: true call
-- expect: false failed in c
-- expect: dead false failed in c
-- expect: true return
-- expect: false failed in r
-- expect: dead false failed in r

-- pcall around the code that was interrupted catches it; the next events are raised again.
local seen = 0
local co = coroutine.create(function ()
  local function f()
    local a = 1
  end
  local ok, e = pcall(f)
  local c = 3
  return ok, e, seen > 2
end)
debug.sethook(co, function (event, line)
  seen = seen + 1
  if line == 41 then
    error(coroutine.yield(line), 0)
  end
end, "l")
print(coroutine.resume(co))              -- expect: true 41
print(coroutine.resume(co, "caught"))    -- expect: true false caught true

-- Closing a coroutine that is suspended in its hook.
for _, mask in ipairs {"c", "r"} do
  local lines = 0
  co = hooked(function (event)
    local name <close> = setmetatable({}, {__close = function () print("hook closed") end})
    if event == mask:gsub("c", "call"):gsub("^r$", "return") then coroutine.yield() end
  end, mask)
  assert(coroutine.resume(co))
  print(coroutine.close(co))
end
co = hooked(function (_, line)
  if line == 6 then
    local name <close> = setmetatable({}, {__close = function () print("hook closed") end})
    coroutine.yield()
  end
end, "l")
assert(coroutine.resume(co))
print(coroutine.close(co))
-- expect: hook closed
-- expect: true
-- expect: hook closed
-- expect: true
-- expect: hook closed
-- expect: closed nil
-- expect: true

-- A hook that removes itself, then yields; one that another coroutine removes while it is suspended.
local count = 0
co = coroutine.create(function () for i = 1, 3 do count = count + 1 end return "done" end)
debug.sethook(co, function () debug.sethook() coroutine.yield("once") end, "l")
print(coroutine.resume(co)) -- expect: true once
print(coroutine.resume(co)) -- expect: true done
co = coroutine.create(function () for i = 1, 3 do count = count + 1 end return count end)
debug.sethook(co, function () coroutine.yield("once") end, "", 1)
print(coroutine.resume(co)) -- expect: true once
debug.sethook(co)
print(coroutine.resume(co)) -- expect: true 6
debug.sethook(co)

-- Outside of coroutines a yield in a hook is the error that it is everywhere.
print(pcall(function ()
  debug.sethook(function () debug.sethook() coroutine.yield() end, "l")
  local x = 1
end))
-- expect: false attempt to yield from outside a coroutine
