-- Arrays of each size and shape, with and without function.
local function check(t, f)
  table.sort(t, f)
  f = f or function(a, b) return a < b end
  for i = 2, #t do assert(not f(t[i], t[i - 1])) end
end
local shapes = {
  random = function(i) return (i * 7919) % 1009 end,
  ascending = function(i) return i end,
  descending = function(i) return -i end,
  equal = function() return 5 end,
  two = function(i) return i % 2 end,
  organ = function(i, n) return i < n / 2 and i or n - i end,
  saw = function(i) return i % 17 end,
}
local kinds = {
  integer = function(x) return x end,
  float = function(x) return x / 4 end,
  string = function(x) return ("%05d"):format(x + 20000) end,
  mixed = function(x) return x % 3 == 0 and x + 0.5 or x end,
}
for _, shape in pairs(shapes) do
  for _, kind in pairs(kinds) do
    for _, n in ipairs({0, 1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 33, 100, 500}) do
      local a, b = {}, {}
      for i = 1, n do a[i] = kind(shape(i, n)); b[i] = a[i] end
      check(a)
      check(b, function(x, y) return x > y end)
    end
  end
end
