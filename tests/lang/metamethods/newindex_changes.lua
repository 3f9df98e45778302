-- Stores see changes of the metatable at once.
local mt, seen = {}, {}
local t = setmetatable({}, mt)
local function put(k, v) t[k] = v end
local function put_x(v) t.x = v end
put("a", 1)
put_x(1)
mt.__newindex = function (_, k) seen[#seen + 1] = k end
put("b", 1)
put_x(2)
t.x = nil
put_x(3)
mt.__newindex = nil
put("c", 1)
put_x(4)
print(t.a, t.b, t.c, t.x, table.concat(seen, " ")) -- expect: 1 nil 1 4 b x
