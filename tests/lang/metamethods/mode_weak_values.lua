-- Weak values disappear with their objects; strings and numbers stay.
local t = setmetatable({}, {__mode = "v"})
local keep = {}
t[1], t[2], t.x, t.s, t.n = {}, keep, {}, "string", 5
collectgarbage()
print(t[1], t[2] == keep, t.x, t.s, t.n) -- expect: nil true nil string 5
