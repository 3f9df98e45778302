-- A __close method that coroutine.close calls from the main thread is inside of a coroutine.
local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function() coroutine.yield() end})
    coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co)) -- expect: false attempt to yield across a C-call boundary
print(pcall(coroutine.yield)) -- expect: false attempt to yield from outside a coroutine
