-- A chain that loops is an error.
local a, b = {}, {}
setmetatable(a, {__index = b, __newindex = b})
setmetatable(b, {__index = a, __newindex = a})
print(pcall(function () return a.x end)) -- expect: false index_loop.lua:5: '__index' chain too long; possible loop
print(pcall(function () a.x = 1 end))   -- expect: false index_loop.lua:6: '__newindex' chain too long; possible loop
