-- Arithmetic on strings follows the metatable of strings, whatever stands there.
local meta = getmetatable("")
local add, sub = meta.__add, meta.__sub
print("7" + "2", 7 - "2", -"2", "7" + 1)       -- expect: 9 5 -2 8
meta.__add = sub
print("7" + "2", "7" + 2, 7 + "2")             -- expect: 5 5 5
meta.__add = function (a, b) return a .. "&" .. b end
print("7" + "2", "7" + 1, 1 + "7")             -- expect: 7&2 7&1 1&7
meta.__add = nil
print(pcall(function () return "7" + "2" end)) -- expect: false string_metamethods_moved.lua:10: attempt to perform arithmetic on a string value (constant '7')
meta.__add = add
print(add("7", 2), add("0x10", "1e1"))         -- expect: 9 26.0
print(pcall(add, "x", 2))                      -- expect: false attempt to add a 'string' with a 'number'
print(pcall(add, "7", {}))                     -- expect: false attempt to add a 'string' with a 'table'
local t = setmetatable({}, {__sub = sub})
print(pcall(function () return t - "1" end))   -- expect: false string_metamethods_moved.lua:16: attempt to sub a 'table' with a 'string'
-- A hook sees the metamethod called.
local calls = 0
debug.sethook(function () if debug.getinfo(2, "f").func == add then calls = calls + 1 end end, "c")
local sum = "1" + 2
debug.sethook()
print(sum, calls)                              -- expect: 3 1
