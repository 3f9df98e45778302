-- A replacement function may yield.
-- only: neap
local co = coroutine.wrap(function()
    return ("a-b-c"):gsub("%w", function(c) return coroutine.yield(c) end)
end)
print(co())    -- expect: a
print(co("1")) -- expect: b
print(co(nil)) -- expect: c
print(co("3")) -- expect: 1-b-3 3
