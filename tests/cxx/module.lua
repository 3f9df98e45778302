-- SPDX-License-Identifier: MIT
-- What the functions of the C++ module do; run by host.cpp.

local guarded = require "guarded"

local function is(wanted, got)
  if wanted ~= got then
    error(("%s expected, got %s"):format(wanted, got), 2)
  end
end

local function none_left()
  is(0, guarded.alive())
end

-- Errors destroy objects, directly and through many levels of C++ and Lua.
local ok, message = pcall(guarded.fail, "here")
is(false, ok)
is("failed: here", message)
none_left()

ok, message = pcall(guarded.call, function ()
  is(1, guarded.alive())
  guarded.call(guarded.call, function ()
    is(3, guarded.alive())
    guarded.fail("deep")
  end)
end)
is(false, ok)
is("failed: deep", message)
none_left()

-- Only what is above the catcher is destroyed.
is("kept", guarded.call(function ()
  is(false, pcall(guarded.call, error, "x"))
  is(1, guarded.alive())
  return "kept"
end))
none_left()

-- Argument errors, errors of metamethods and of the message handler.
ok, message = pcall(guarded.fail, {})
is("(string expected, got table)", message:match("%(.*"))
is(false, pcall(guarded.call, function () return nil + 1 end))
is(false, xpcall(guarded.call, function () guarded.fail "again" end, error, "x"))
none_left()

-- A handler runs before the callers' objects are destroyed; one that fails destroys its own too.
local _, seen = xpcall(guarded.call, guarded.alive, guarded.fail, "x")
is(true, seen >= 1)
is(false, xpcall(guarded.call, guarded.fail, guarded.fail, "x"))
none_left()

-- A C++ exception made a Lua error.
ok, message = pcall(guarded.translate)
is("from C++", message)
none_left()

-- One that escapes is caught too; what was on top stands for the error object.
ok, message = pcall(guarded.call, guarded.escape, "on top")
is(false, ok)
is("on top", message)
none_left()
is(true, pcall(guarded.alive))

-- Yields leave C++ functions too.
local worker = coroutine.wrap(function (...)
  return guarded.yield(...)
end)
is(1, worker(1, 2))
none_left()
local a, context, status = worker("back")
is("back", a)
is(7, context)
is(1, status)
none_left()

-- Yields and errors inside of a protected call with continuation.
worker = coroutine.wrap(function ()
  return guarded.pcall(function ()
    coroutine.yield("inside")
    guarded.fail("after")
  end)
end)
is("inside", worker())
none_left()
a, context, status = worker()
is("failed: after", a)
is(8, context)
is(2, status)
none_left()

-- A generator that is closed while its C++ function waits.
worker = coroutine.create(function () guarded.yield() end)
coroutine.resume(worker)
is(true, coroutine.close(worker))
none_left()

-- An error in a coroutine passes C++ functions in the resumer.
worker = coroutine.wrap(function () guarded.call(guarded.fail, "in coroutine") end)
ok, message = pcall(guarded.call, worker)
is("failed: in coroutine", message)
none_left()

-- __close and __gc methods that fail.
ok, message = pcall(guarded.call, function ()
  local variable <close> = setmetatable({}, {__close = function () guarded.fail("closing") end})
  guarded.fail("body")
end)
is("failed: closing", message)
none_left()
setmetatable({}, {__gc = guarded.fail})
collectgarbage()
none_left()
