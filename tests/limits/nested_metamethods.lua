-- only: neap
-- slow
-- 100,000 metamethods, each within the one before, of several events.
local mt = {}
local function object(n) return setmetatable({n = n}, mt) end
local function below(o) if o.n > 0 then return o.n - 1 end end
mt.__add = function (a) local n = below(a) return n and object(n) + 1 or 0 end
mt.__concat = function (a) local n = below(a) return n and object(n) .. "x" or "" end
mt.__lt = function (a) local n = below(a) return n and object(n) < a or false end
mt.__call = function (a) local n = below(a) if n then local r = object(n)() return r end return "called" end
mt.__len = function (a) local n = below(a) return n and #object(n) or 0 end
mt.__unm = function (a) local n = below(a) return n and -object(n) or 0 end
print(object(100000) + 1, object(100000) .. "x" == "", object(100000) < object(1)) -- expect: 0 true false
print(object(100000)(), #object(100000), -object(100000)) -- expect: called 0 0
local lazy = setmetatable({}, {__index = function (t, k) if k == 0 then return 0 end return t[k - 1] + 1 end})
print(lazy[100000])                      -- expect: 100000
