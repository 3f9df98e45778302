-- debug.getmetatable and setmetatable ignore __metatable and work for every type.
local t = setmetatable({}, {__metatable = "hidden"})
print(type(debug.getmetatable(t)))              -- expect: table
print(debug.setmetatable(10, {__index = function (n, k) return n .. k end}) == 10) -- expect: true
print((5).x)                                    -- expect: 5x
debug.setmetatable(10, nil)
print(debug.getmetatable(10))                   -- expect: nil
debug.setmetatable(nil, {__call = function (_, x) return x end})
print((nil)(7))                                 -- expect: 7
debug.setmetatable(nil, nil)
debug.setmetatable({}, 1) -- expect error: bad argument #2 to 'setmetatable' (nil or table expected, got number)
