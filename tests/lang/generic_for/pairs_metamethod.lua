-- __pairs gives the three values of the loop.
local t = setmetatable({}, {__pairs = function (t)
  return function (_, k) k = (k or 0) + 1; if k < 4 then return k, k * 10 end end, t, nil
end})
for k, v in pairs(t) do io.write(k, "=", v, " ") end
print()                                 -- expect: 1=10 2=20 3=30
print(select("#", pairs(t)))            -- expect: 3
