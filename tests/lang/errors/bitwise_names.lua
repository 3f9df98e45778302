-- Bitwise errors: wrong kinds, and numbers without integer representation.
local up = 1.5
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function (a) return a & 1 end)      -- expect: bitwise_names.lua:4: attempt to perform bitwise operation on a nil value (local 'a')
try(function () return up | 1 end)      -- expect: bitwise_names.lua:5: number (upvalue 'up') has no integer representation
try(function (t) return t.x ~ 1 end, {x = 2.5}) -- expect: bitwise_names.lua:6: number (field 'x') has no integer representation
try(function (t) return ~t.x end, {x = "a"}) -- expect: bitwise_names.lua:7: attempt to perform bitwise operation on a string value (field 'x')
try(function (a, b) return a << b end, 1, 2^70) -- expect: bitwise_names.lua:8: number (local 'b') has no integer representation
try(function (a, b) return a >> b end, 1.1, {}) -- expect: bitwise_names.lua:9: attempt to perform bitwise operation on a table value (local 'b')
try(function () return 1 & 0.5 end)     -- expect: bitwise_names.lua:10: number has no integer representation
try(function () return undefinedname & 0xff end) -- expect: bitwise_names.lua:11: attempt to perform bitwise operation on a nil value (global 'undefinedname')
