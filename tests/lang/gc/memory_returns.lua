-- Memory of dropped data comes back.
-- slow
collectgarbage()
local before = collectgarbage("count")
local t = {}
for i = 1, 50000 do t[i] = {i} end
local full = collectgarbage("count")
t = nil
collectgarbage()
collectgarbage()
local after = collectgarbage("count")
print(full > before + 2000, after < before + 100) -- expect: true true
