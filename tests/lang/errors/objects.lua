-- Any value can be an error object and comes back unchanged.
local t = {}
print(select(2, pcall(error, t)) == t, select("#", pcall(error))) -- expect: true 2
print(pcall(error, nil))                -- expect: false nil
print(pcall(error, 42), pcall(error, true)) -- expect: false false true
print(math.type(select(2, pcall(error, 42)))) -- expect: integer
print(pcall(error, setmetatable({}, {__tostring = function () return "object" end})))
-- expect: false object
local ok, e = pcall(function () error({code = 7}) end)
print(ok, e.code)                       -- expect: false 7
