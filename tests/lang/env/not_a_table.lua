-- Globals through an _ENV of other kinds.
print(pcall(function () local _ENV; return x end)) -- expect: false not_a_table.lua:2: attempt to index a nil value (local '_ENV')
print(pcall(function () local _ENV = 1; x = 2 end)) -- expect: false not_a_table.lua:3: attempt to index a number value (local '_ENV')
local s = setmetatable({}, {__index = function (_, k) return "<" .. k .. ">" end})
print((function (_ENV) return anything end)(s)) -- expect: <anything>
