-- rawget, rawset, rawequal and rawlen pass by metamethods.
local t = setmetatable({1, 2}, {
  __index = function() return "index" end,
  __newindex = function() error("newindex") end,
  __len = function() return 99 end,
  __eq = function() return true end,
})
print(rawget(t, 1), rawget(t, 9), rawget(t, 1.0)) -- expect: 1 nil 1
print(rawset(t, "x", 7) == t, rawget(t, "x")) -- expect: true 7
print(rawlen(t), rawlen("four")) -- expect: 2 4
print(rawequal(t, setmetatable({}, getmetatable(t))), rawequal(t, t)) -- expect: false true
print(rawequal(1, 1.0), rawequal("a", "a"), rawequal("1", 1), rawequal(0/0, 0/0))
-- expect: true true false false
