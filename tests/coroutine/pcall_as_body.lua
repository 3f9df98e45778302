-- Library functions as bodies of coroutines.
print(coroutine.resume(coroutine.create(pcall), error, "e")) -- expect: true false e
print(coroutine.resume(coroutine.create(print), "printed"))
-- expect: printed
-- expect: true
local co = coroutine.create(pcall)
print(coroutine.resume(co, coroutine.yield, 1)) -- expect: true 1
print(coroutine.resume(co, 2))          -- expect: true true 2
print(coroutine.wrap(xpcall)(error, function (m) return "<" .. m .. ">" end, "e")) -- expect: false <e>
print(coroutine.wrap(coroutine.resume)(coroutine.create(string.upper), "abc")) -- expect: true ABC
