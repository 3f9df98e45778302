-- __len decides the value of #, rawlen ignores it.
local t = setmetatable({1, 2, 3}, {__len = function () return 10 end})
print(#t, rawlen(t), #"abc", rawlen("abc")) -- expect: 10 3 3 3
local s = setmetatable({}, {__len = function () return "long" end})
print(#s)                               -- expect: long
print(pcall(function () return #5 end)) -- expect: false len.lua:6: attempt to get length of a number value
print(pcall(function () local n; return #n end)) -- expect: false len.lua:7: attempt to get length of a nil value (local 'n')
print(pcall(rawlen, 5))                 -- expect: false bad argument #1 to 'rawlen' (table or string expected, got number)
