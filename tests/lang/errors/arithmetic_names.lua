-- Arithmetic errors name the culprit: local, upvalue, global, field, constant.
local up = {}
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function (a) return a + 1 end)      -- expect: arithmetic_names.lua:4: attempt to perform arithmetic on a nil value (local 'a')
try(function () return up * 2 end)      -- expect: arithmetic_names.lua:5: attempt to perform arithmetic on a table value (upvalue 'up')
try(function () return undefinedname - 1 end) -- expect: arithmetic_names.lua:6: attempt to perform arithmetic on a nil value (global 'undefinedname')
try(function (t) return t.field / 2 end, {}) -- expect: arithmetic_names.lua:7: attempt to perform arithmetic on a nil value (field 'field')
try(function (t) return 2 ^ t.a.b end, {a = {}}) -- expect: arithmetic_names.lua:8: attempt to perform arithmetic on a nil value (field 'b')
try(function (t) return t[1] % 2 end, {}) -- expect: arithmetic_names.lua:9: attempt to perform arithmetic on a nil value (field 'integer index')
try(function (t) local k = "key"; return t[k] // 2 end, {}) -- expect: arithmetic_names.lua:10: attempt to perform arithmetic on a nil value (field '?')
try(function (t, k) return t[k] + 1 end, {}, "x") -- expect: arithmetic_names.lua:11: attempt to perform arithmetic on a nil value (field '?')
try(function () return 1 + {} end)      -- expect: arithmetic_names.lua:12: attempt to perform arithmetic on a table value
try(function () return -nil end)        -- expect: arithmetic_names.lua:13: attempt to perform arithmetic on a nil value
try(function () return -{} end)         -- expect: arithmetic_names.lua:14: attempt to perform arithmetic on a table value
try(function (a, b) return a + b end, 1, nil) -- expect: arithmetic_names.lua:15: attempt to perform arithmetic on a nil value (local 'b')
try(function (a, b) return a + b end, {}, nil) -- expect: arithmetic_names.lua:16: attempt to perform arithmetic on a table value (local 'a')
try(function () return up.x + 1 end)    -- expect: arithmetic_names.lua:17: attempt to perform arithmetic on a nil value (field 'x')
try(function () return math.nothing + 1 end) -- expect: arithmetic_names.lua:18: attempt to perform arithmetic on a nil value (field 'nothing')
try(function (a) a.b.c = a.b.c + 1 end, {b = {}}) -- expect: arithmetic_names.lua:19: attempt to perform arithmetic on a nil value (field 'c')
