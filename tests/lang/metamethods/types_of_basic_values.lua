-- Metatables of numbers, functions, nil and strings, set by debug.setmetatable.
debug.setmetatable(0, {__index = {double = function (n) return n * 2 end}, __call = function (n, x) return n + x end})
print((5):double(), (2.5):double(), (3)(4)) -- expect: 10 5.0 7
debug.setmetatable(print, {__concat = function () return "joined" end, __index = function (_, k) return k end})
print(print .. "x", print.field)        -- expect: joined field
debug.setmetatable(nil, {__index = function () return "nothing" end, __add = function () return "sum" end})
print(undefined.field, nil + 1)         -- expect: nothing sum
debug.setmetatable(nil, nil)
debug.setmetatable(0, nil)
debug.setmetatable(print, nil)
print(getmetatable(0), getmetatable(nil), pcall(function () return (nil).x end)) -- expect: nil nil false types_of_basic_values.lua:11: attempt to index a nil value
