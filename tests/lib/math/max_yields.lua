-- The __lt metamethod called by max may yield in neap and gives the same result elsewhere.
local mt = {__lt = function(a, b) return a[1] < b[1] end}
local values = {}
for i = 1, 50 do values[i] = setmetatable({(i * 37) % 51}, mt) end
print(math.max(table.unpack(values))[1], math.min(table.unpack(values))[1]) -- expect: 50 1
