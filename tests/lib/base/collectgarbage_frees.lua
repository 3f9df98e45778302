-- A full collection gives memory back.
collectgarbage()
local before = collectgarbage("count")
local t = {}
for i = 1, 20000 do t[i] = {i} end
local full = collectgarbage("count")
t = nil
collectgarbage()
collectgarbage()
local after = collectgarbage("count")
print(full > before + 500, after < before + 100) -- expect: true true
