-- Errors of for loops.
local function try(f, ...) print((select(2, pcall(f, ...)))) end
try(function () for i = {}, 1 do end end) -- expect: for_names.lua:3: bad 'for' initial value (number expected, got table)
try(function () for i = 1, nil do end end) -- expect: for_names.lua:4: bad 'for' limit (number expected, got nil)
try(function () for i = 1, 2, true do end end) -- expect: for_names.lua:5: bad 'for' step (number expected, got boolean)
try(function () for i = 1, 2, 0 do end end) -- expect: for_names.lua:6: 'for' step is zero
try(function () for i = 1.5, 2, 0 do end end) -- expect: for_names.lua:7: 'for' step is zero
try(function () for a in 5 do end end)  -- expect: for_names.lua:8: attempt to call a number value (for iterator 'for iterator')
try(function () for a in pairs(nil) do end end) -- expect: for_names.lua:9: bad argument #1 to 'for iterator' (table expected, got nil)
try(function () for a in ipairs() do end end) -- expect: for_names.lua:10: bad argument #1 to 'ipairs' (value expected)
