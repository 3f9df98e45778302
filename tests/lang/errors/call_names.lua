-- Call errors name what was called.
local up
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function (f) f() end)               -- expect: call_names.lua:4: attempt to call a nil value (local 'f')
try(function () up() end)               -- expect: call_names.lua:5: attempt to call a nil value (upvalue 'up')
try(function () undefinedname() end)    -- expect: call_names.lua:6: attempt to call a nil value (global 'undefinedname')
try(function (t) t.f() end, {})         -- expect: call_names.lua:7: attempt to call a nil value (field 'f')
try(function (t) t.a.f() end, {a = {}}) -- expect: call_names.lua:8: attempt to call a nil value (field 'f')
try(function (t) t:m() end, {})         -- expect: call_names.lua:9: attempt to call a nil value (method 'm')
try(function (t) t.a:m() end, {a = {}}) -- expect: call_names.lua:10: attempt to call a nil value (method 'm')
try(function (t) return t.f(1) end, {}) -- expect: call_names.lua:11: attempt to call a nil value (field 'f')
try(function () return ("x"):nothing() end) -- expect: call_names.lua:12: attempt to call a nil value (method 'nothing')
try(function (f) return f()() end, function () end) -- expect: call_names.lua:13: attempt to call a nil value
try(function () string.nothing("x") end) -- expect: call_names.lua:14: attempt to call a nil value (field 'nothing')
try(function (t, k) t[k]() end, {}, 1)  -- expect: call_names.lua:15: attempt to call a nil value (field '?')
