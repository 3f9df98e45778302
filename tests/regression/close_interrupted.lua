-- A hook fails anywhere while a coroutine is being closed, also right before its __close method, a
-- C function, is called: the coroutine is not left between open and closed.

for count = 1, 60 do
    local co = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = rawlen})
        coroutine.yield()
    end)
    coroutine.resume(co)
    pcall(function()
        debug.sethook(function()
            debug.sethook()
            error("hooked")
        end, "", count)
        coroutine.close(co)
        for i = 1, 30 do local a = i end
    end)
    debug.sethook()
    local status = coroutine.status(co)
    assert(status == "dead" or status == "suspended", status)
    assert(coroutine.close(co) ~= nil and coroutine.status(co) == "dead")
end
