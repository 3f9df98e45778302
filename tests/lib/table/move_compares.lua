-- Overlapping ranges go backwards only if both tables are equal, by __eq, too.
local order = {}
local real = {1, 2, 3}
local mt = {
  __index = function(_, k) order[#order + 1] = k; return real[k] end,
  __newindex = function() end,
  __eq = function() return true end,
}
local a, b = setmetatable({}, mt), setmetatable({}, mt)
table.move(a, 1, 3, 2, b)
print(table.concat(order, " ")) -- expect: 3 2 1
order = {}
mt.__eq = nil
table.move(a, 1, 3, 2, b)
print(table.concat(order, " ")) -- expect: 1 2 3
