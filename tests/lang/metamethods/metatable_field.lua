-- __metatable hides and protects.
local t = setmetatable({}, {__metatable = "locked"})
print(getmetatable(t))                  -- expect: locked
print(pcall(setmetatable, t, {}))       -- expect: false cannot change a protected metatable
print(getmetatable("").__index == string, getmetatable(1), getmetatable(print)) -- expect: true nil nil
print(pcall(setmetatable, 1, {}))       -- expect: false bad argument #1 to 'setmetatable' (table expected, got number)
print(pcall(setmetatable, {}))          -- expect: false bad argument #2 to 'setmetatable' (nil or table expected, got no value)
print(getmetatable(setmetatable({}, nil))) -- expect: nil
