-- wrap returns the values without a status and passes errors on.
local gen = coroutine.wrap(function () for i = 1, 3 do coroutine.yield(i, i * i) end return "end" end)
print(gen())                            -- expect: 1 1
print(gen())                            -- expect: 2 4
print(gen())                            -- expect: 3 9
print(gen())                            -- expect: end
print(pcall(gen))                       -- expect: false cannot resume dead coroutine
print(pcall(coroutine.wrap(function () local t = nil; t.x = 1 end))) -- expect: false wrap.lua:8: attempt to index a nil value (local 't')
print(type(coroutine.wrap(print)), pcall(coroutine.wrap, 1)) -- expect: function false bad argument #1 to 'coroutine.wrap' (function expected, got number)
