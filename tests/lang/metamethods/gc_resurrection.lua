-- A finalizer may bring its object back, and mark it again.
local saved, count = nil, 0
local mt = {}
mt.__gc = function (o)
  count = count + 1
  saved = o
  if count < 3 then setmetatable(o, mt) end
end
setmetatable({name = "phoenix"}, mt)
for _ = 1, 6 do saved = nil; collectgarbage(); end
print(count)                            -- expect: 3
saved = nil
setmetatable({name = "kept"}, mt)
collectgarbage()
print(saved and saved.name)             -- expect: kept
