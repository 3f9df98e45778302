-- Order against constants on both sides.
local log = {}
local mt = {}
for _, e in ipairs {"__lt", "__le"} do
  mt[e] = function (a, b) log[#log + 1] = e .. (type(a) == "table" and "t" or a) .. (type(b) == "table" and "t" or b); return 1 end
end
local t = setmetatable({}, mt)
print(t < 1, t <= 2, t > 3, t >= 4, 5 < t, 6 <= t, 7 > t, 8 >= t, t < 1.5)
-- expect: true true true true true true true true true
print(table.concat(log, " "))           -- expect: __ltt1 __let2 __lt3t __le4t __lt5t __le6t __ltt7 __let8 __ltt1.5
