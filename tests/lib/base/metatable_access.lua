-- getmetatable and setmetatable, with and without __metatable.
local mt = {}
local t = {}
print(getmetatable(t), setmetatable(t, mt) == t, getmetatable(t) == mt) -- expect: nil true true
print(getmetatable(setmetatable(t, nil))) -- expect: nil
print(getmetatable("").__index == string, getmetatable(1), getmetatable(print)) -- expect: true nil nil
mt.__metatable = "locked"
setmetatable(t, mt)
print(getmetatable(t)) -- expect: locked
print(pcall(setmetatable, t, {})) -- expect: false cannot change a protected metatable
print(getmetatable(setmetatable({}, {__metatable = false}))) -- expect: false
