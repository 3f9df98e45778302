-- Results of metamethods are adjusted to one value.
local t = setmetatable({}, {
  __add = function () return 1, 2 end, __index = function () return 3, 4 end,
  __call = function () return 5, 6 end, __concat = function () end, __len = function () return 7, 8 end,
})
print(t + 1, t.x, (t .. "x"), #t)       -- expect: 1 3 nil 7
print(t())                              -- expect: 5 6
