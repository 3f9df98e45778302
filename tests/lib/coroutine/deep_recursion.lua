-- Endless recursion through coroutines ends in an error that can be caught.
-- slow
local function recurse(f) coroutine.wrap(f)(f) end
local ok, message = pcall(recurse, recurse)
print(ok, message:match("C stack overflow") or message:match("stack overflow"))
-- expect: false C stack overflow
local depth = 0
local function nest() depth = depth + 1; return select(2, coroutine.resume(coroutine.create(nest))) end
print(nest(), depth > 100) -- expect: C stack overflow true
