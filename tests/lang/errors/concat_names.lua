-- Concatenation errors.
local up
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function (a) return a .. "x" end)   -- expect: concat_names.lua:4: attempt to concatenate a nil value (local 'a')
try(function () return "x" .. up end)   -- expect: concat_names.lua:5: attempt to concatenate a nil value (upvalue 'up')
try(function (t) return "a" .. t.name .. "b" end, {}) -- expect: concat_names.lua:6: attempt to concatenate a nil value (field 'name')
try(function () return "a" .. {} end)   -- expect: concat_names.lua:7: attempt to concatenate a table value
try(function () return undefinedname .. "x" end) -- expect: concat_names.lua:8: attempt to concatenate a nil value (global 'undefinedname')
try(function (a, b) return a .. b end, print, nil) -- expect: concat_names.lua:9: attempt to concatenate a function value (local 'a')
try(function (a, b) return a .. b end, "x", true) -- expect: concat_names.lua:10: attempt to concatenate a boolean value (local 'b')
