-- All functions work through metamethods.
local function proxy(t)
  return setmetatable({}, {
    __index = function(_, k) return t[k] end,
    __newindex = function(_, k, v) t[k] = v end,
    __len = function() return #t end,
  })
end
local real = {3, 1, 2}
local p = proxy(real)
table.insert(p, 4)
table.insert(p, 1, 0)
print(table.concat(real, " "), table.concat(p, "-")) -- expect: 0 3 1 2 4 0-3-1-2-4
print(table.remove(p), table.remove(p, 1), table.concat(real, " ")) -- expect: 4 0 3 1 2
print(table.unpack(p)) -- expect: 3 1 2
table.sort(p)
print(table.concat(real, " ")) -- expect: 1 2 3
table.sort(p, function(a, b) return a > b end)
print(table.concat(real, " ")) -- expect: 3 2 1
table.move(p, 1, 3, 3)
print(table.concat(real, " ")) -- expect: 3 2 3 2 1
print(table.concat(table.move(p, 1, 2, 2, {9}), " ")) -- expect: 9 3 2
print(next(p)) -- expect: nil
