-- only: neap
-- A circle of __call metamethods ends at once; a long chain puts each object in front of the arguments.
local t = setmetatable({}, {})
getmetatable(t).__call = t
print(pcall(t)) -- expect: false stack overflow
local f = function (...) return select("#", ...), (...) end
for i = 1, 1000 do f = setmetatable({}, {__call = f}) end
print((f(1, 2)))
-- expect: 1002
