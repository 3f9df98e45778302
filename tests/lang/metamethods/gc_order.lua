-- Finalizers run in the reverse order of their marking.
local order, objects = {}, {}
for i = 1, 5 do
  objects[i] = setmetatable({}, {__gc = function () order[#order + 1] = i end})
end
objects = nil
collectgarbage()
collectgarbage()
print(table.concat(order, " "))         -- expect: 5 4 3 2 1
