-- Strings have the library as methods.
print(("x"):rep(3), ("%d"):format(7), #("abc"):upper()) -- expect: xxx 7 3
print(getmetatable("").__index == string)               -- expect: true
print(("x").len == string.len, ("x").nothing)           -- expect: true nil
local mt = getmetatable("")
mt.__index = function(s, k) return s .. "." .. tostring(k) end
print(("a").b, ("a")[1])                                -- expect: a.b a.1
mt.__index = string
print(rawequal(getmetatable("a"), getmetatable("b")))   -- expect: true
