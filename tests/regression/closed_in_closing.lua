-- While a coroutine is being closed, others that fail are closed as well. Those that are done with
-- it count as closed, though the call that closed them is still on a stack.

local function close_with(method)
    local co = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = method})
        coroutine.yield()
    end)
    coroutine.resume(co)
    assert(coroutine.close(co))
    return co
end

-- the handler of a wrapped function's error runs in the coroutine that is closed
local seen
local outer = close_with(function()
    local failing = coroutine.wrap(function() error("x") end)
    xpcall(function() failing() end, function() seen = coroutine.running() end)
end)
assert(seen == outer)

-- so do return hooks of coroutine.close
seen = nil
outer = close_with(function()
    debug.sethook(function()
        if debug.getinfo(2, "f").func == coroutine.close then
            seen = coroutine.running()
        end
    end, "r")
    close_with(function() end)
    debug.sethook()
end)
assert(seen == outer)

-- the memory of chains of coroutines is given back once: it does not run out, or below zero
for i = 1, 4000 do
    close_with(function()
        local inner = coroutine.wrap(function()
            local failing = coroutine.wrap(function() error("x") end)
            failing()
        end)
        assert(not pcall(inner))
    end)
    assert(coroutine.resume(coroutine.create(function() end)))
end
