-- A metamethod may itself be an object with __call.
local callable = setmetatable({}, {__call = function (self, a, b) return "called", type(a), b end})
local t = setmetatable({}, {__add = callable, __index = function (_, k) return k end, __unm = callable})
print(t + 5, -t, t.key)                 -- expect: called called key
