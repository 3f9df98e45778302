-- The lookup in a table honours __index, which may be a function.
local function fails(...) print(select(2, pcall(...))) end
local t = setmetatable({a = "raw"}, {__index = function(_, k) return k ~= "c" and "<" .. k .. ">" end})
print(("abcd"):gsub("%w", t))                           -- expect: raw<b>c<d> 4
local u = setmetatable({}, {__index = setmetatable({a = "chain"}, {__index = function() return nil end})})
print(("ab"):gsub("%w", u))                             -- expect: chainb 2
fails(string.gsub, "x", "x", setmetatable({}, {__index = function() error("oops", 0) end})) -- expect: oops
fails(string.gsub, "x", "x", setmetatable({}, {__index = function() return {} end})) -- expect: invalid replacement value (a table)
