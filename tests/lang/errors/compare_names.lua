-- Comparison errors name the kinds only.
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function (a) return a < 1 end)      -- expect: compare_names.lua:3: attempt to compare nil with number
try(function (a) return a > 1 end)      -- expect: compare_names.lua:4: attempt to compare number with nil
try(function (a) return 1 <= a end, "x") -- expect: compare_names.lua:5: attempt to compare number with string
try(function (a, b) return a < b end, {}, {}) -- expect: compare_names.lua:6: attempt to compare two table values
try(function (a, b) return a >= b end, print, print) -- expect: compare_names.lua:7: attempt to compare two function values
try(function (a, b) return a < b end, "a", 1) -- expect: compare_names.lua:8: attempt to compare string with number
try(function (a, b) return a <= b end, true, nil) -- expect: compare_names.lua:9: attempt to compare boolean with nil
try(function (a) return a > 2.5 end, {}) -- expect: compare_names.lua:10: attempt to compare number with table
