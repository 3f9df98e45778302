-- A stack overflow in a coroutine does not hurt others.
-- slow
local function f() return f() + 1 end
local co = coroutine.create(f)
local ok, message = coroutine.resume(co)
print(ok, message:match("stack overflow"), coroutine.status(co)) -- expect: false stack overflow dead
print(coroutine.resume(coroutine.create(function () return pcall(f) == false, "alive" end))) -- expect: true true alive
