-- A wrapped function passes errors on; strings get the caller's position.
local function strip(_, m) return (tostring(m):gsub("[^ ]-wrap_errors", "wrap_errors")) end
print(strip(pcall(function() coroutine.wrap(function() error("inside") end)() end)))
print(strip(pcall(function() coroutine.wrap(function() error("bare", 0) end)() end)))
local object = {}
print(select(2, pcall(coroutine.wrap(function() error(object) end))) == object)
local done = coroutine.wrap(function() end)
done()
print(pcall(done))
print(strip(pcall(function() done() end)))
local function again() again_wrapped() end
again_wrapped = coroutine.wrap(again)
print(strip(pcall(again_wrapped)))
-- expect: wrap_errors.lua:3: wrap_errors.lua:3: inside
-- expect: wrap_errors.lua:4: bare
-- expect: true
-- expect: false cannot resume dead coroutine
-- expect: wrap_errors.lua:10: cannot resume dead coroutine
-- expect: wrap_errors.lua:11: cannot resume non-suspended coroutine
