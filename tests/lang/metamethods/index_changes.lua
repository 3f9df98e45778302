-- Changes of a metatable take effect at once, also where the code has already run.
local mt = {}
local t = setmetatable({}, mt)
local function get() return t.x end
print(get())                            -- expect: nil
mt.__index = {x = 1}
print(get())                            -- expect: 1
mt.__index.x = 2
print(get())                            -- expect: 2
mt.__index = function () return 3 end
print(get())                            -- expect: 3
rawset(t, "x", 4)
print(get())                            -- expect: 4
t.x = nil
print(get())                            -- expect: 3
setmetatable(t, nil)
print(get())                            -- expect: nil
setmetatable(t, {__index = {x = 5}})
print(get())                            -- expect: 5
