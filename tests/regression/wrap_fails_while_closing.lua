-- SPDX-License-Identifier: MIT
-- A wrapped function fails with a variable whose closing fails, too. (The search for a message handler went round in
-- circles, for the frame of the wrapped function looked like that of a load.)
local function failing(when)
  for _ in coroutine.wrap(function ()
    local c <close> = setmetatable({}, {__close = function (_, e)
      print("closing", e)
      error("from close", 0)
    end})
    if when == "later" then coroutine.yield(1) end
    error("first", 0)
  end) do end
end
print(pcall(failing))                           -- expect: closing	first
                                                -- expect: false	wrap_fails_while_closing.lua:5: from close
local co = coroutine.create(failing)
print(coroutine.resume(co, "later"))            -- expect: closing	first
                                                -- expect: false	wrap_fails_while_closing.lua:5: from close
print(coroutine.resume(co))                     -- expect: false	cannot resume dead coroutine

-- The handler is that of the xpcall around it.
local function handler(m) return "handled " .. m end
print(xpcall(failing, handler, "later"))        -- expect: closing	first
                                                -- expect: false	handled wrap_fails_while_closing.lua:5: from close
print(xpcall(coroutine.wrap(failing), handler)) -- expect: closing	first
                                                -- expect: false	handled wrap_fails_while_closing.lua:5: from close
