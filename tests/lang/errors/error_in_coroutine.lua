-- An error in a coroutine keeps its own position, and wrap adds its caller's.
local co = coroutine.create(function () local x = {}; return x.y.z end)
print(coroutine.resume(co))             -- expect: false error_in_coroutine.lua:2: attempt to index a nil value (field 'y')
print(coroutine.resume(co))             -- expect: false cannot resume dead coroutine
print(pcall(coroutine.wrap(function () error("plain", 0) end))) -- expect: false plain
print(pcall(coroutine.wrap(function () error({}) end)) == false) -- expect: true
print(pcall(function () coroutine.wrap(function () error("e") end)() end)) -- expect: false error_in_coroutine.lua:7: error_in_coroutine.lua:7: e
