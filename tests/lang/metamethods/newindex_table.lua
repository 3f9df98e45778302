-- __newindex as a table receives the store, with its own metamethods.
local store = setmetatable({}, {__newindex = function (t, k, v) rawset(t, k, "stored " .. v) end})
local t = setmetatable({}, {__newindex = store, __index = store})
t.x = 1
print(rawget(t, "x"), t.x)              -- expect: nil stored 1
t.x = 2
print(t.x)                              -- expect: 2
local ro = setmetatable({}, {__newindex = function (_, k) error("read-only: " .. k, 2) end})
print(pcall(function () ro.field = 1 end)) -- expect: false newindex_table.lua:9: read-only: field
