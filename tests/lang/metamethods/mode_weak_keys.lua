-- Weak keys disappear with their objects.
local t = setmetatable({}, {__mode = "k"})
local keep = {}
t[{}], t[keep], t.s, t[1] = 1, 2, 3, {}
collectgarbage()
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n, t[keep], t.s, type(t[1]))      -- expect: 3 2 3 table
