-- Index errors name what was indexed.
local up
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function (a) return a.x end)        -- expect: index_names.lua:4: attempt to index a nil value (local 'a')
try(function (a) return a[1] end)       -- expect: index_names.lua:5: attempt to index a nil value (local 'a')
try(function (a, k) return a[k] end)    -- expect: index_names.lua:6: attempt to index a nil value (local 'a')
try(function () return up.x end)        -- expect: index_names.lua:7: attempt to index a nil value (upvalue 'up')
try(function () up.x = 1 end)           -- expect: index_names.lua:8: attempt to index a nil value (upvalue 'up')
try(function () return undefinedname.x end) -- expect: index_names.lua:9: attempt to index a nil value (global 'undefinedname')
try(function () undefinedname[1] = 2 end) -- expect: index_names.lua:10: attempt to index a nil value (global 'undefinedname')
try(function (t) return t.a.b.c end, {a = {}}) -- expect: index_names.lua:11: attempt to index a nil value (field 'b')
try(function (t) t.a.b.c = 1 end, {a = {}}) -- expect: index_names.lua:12: attempt to index a nil value (field 'b')
try(function (t) return t[1][2] end, {}) -- expect: index_names.lua:13: attempt to index a nil value (field 'integer index')
try(function (t, k) return t[k].x end, {}, 5) -- expect: index_names.lua:14: attempt to index a nil value (field '?')
try(function (t) return t:m().x end, {m = function () end}) -- expect: index_names.lua:15: attempt to index a nil value
try(function (t) return t.x:m() end, {}) -- expect: index_names.lua:16: attempt to index a nil value (field 'x')
try(function () return ("x").y.z end)   -- expect: index_names.lua:17: attempt to index a nil value (field 'y')
try(function () return (1 + 1).x end)   -- expect: index_names.lua:18: attempt to index a number value
