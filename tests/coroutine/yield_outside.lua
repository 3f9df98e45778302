-- The main thread cannot yield. The message has no position, for yield is not a Lua function.
print(pcall(coroutine.yield, 1))        -- expect: false attempt to yield from outside a coroutine
print(pcall(function () coroutine.yield() end)) -- expect: false attempt to yield from outside a coroutine
