-- A string leaves arithmetic to the metamethod of the other operand.
local function fails(...) print((select(2, pcall(...)):gsub("^[^:]+:%d+: ", ""))) end
local t = setmetatable({}, {__add = function(a, b) return type(a) .. type(b) end})
print("x" + t, t + "x", "10" + t)                       -- expect: stringtable tablestring stringtable
fails(function() return "x" - t end)                    -- expect: attempt to sub a 'string' with a 'table'
