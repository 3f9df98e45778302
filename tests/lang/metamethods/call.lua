-- __call puts the object before the arguments, in every kind of call.
local t = setmetatable({n = 1}, {__call = function (self, ...) return self.n, select("#", ...), ... end})
print(t())                              -- expect: 1 0
print(t(nil, "a"))                      -- expect: 1 2 nil a
print(pcall(t, 5))                      -- expect: true 1 1 5
local o = {m = t}
print(select("#", o:m(1, 2)))           -- expect: 5
print((function (...) return t(...) end)("tail")) -- expect: 1 1 tail
print(table.unpack({t("x")}))           -- expect: 1 1 x
