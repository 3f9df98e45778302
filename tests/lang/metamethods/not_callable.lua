-- A metamethod that cannot be called.
local t = setmetatable({}, {__add = 1, __index = 5, __concat = true, __lt = {}})
print(pcall(function () return t + 1 end)) -- expect: false not_callable.lua:3: attempt to call a number value (metamethod 'add')
print(pcall(function () return t.x end)) -- expect: false not_callable.lua:4: attempt to index a number value
print(pcall(function () return t .. "" end)) -- expect: false not_callable.lua:5: attempt to call a boolean value (metamethod 'concat')
print(pcall(function () return t < t end)) -- expect: false not_callable.lua:6: attempt to call a table value (metamethod 'lt')
