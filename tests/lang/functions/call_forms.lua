-- Calls with strings, tables, methods and chains.
local function id(x) return x end
print(id "text", id [[long]], #id {1, 2}, type(id {})) -- expect: text long 2 table
local o = {n = 1}
function o:add(k) self.n = self.n + k; return self end
function o.static(k) return k end
print(o:add(1):add(2).n, o.static(7))   -- expect: 4 7
print(("%d-%s"):format(5, "x"))         -- expect: 5-x
local nest = {a = {b = {}}}
function nest.a.b.f(x) return x end
function nest.a.b:g() return self == nest.a.b end
print(nest.a.b.f(3), nest.a.b:g())      -- expect: 3 true
