-- ipairs stops at the first nil and respects __index.
for i, v in ipairs({"a", "b", nil, "d"}) do print(i, v) end
local double = setmetatable({}, {__index = function(_, i) if i <= 3 then return i * 2 end end})
local sum = 0
for _, v in ipairs(double) do sum = sum + v end
print(sum)
local behind = setmetatable({1}, {__index = {0, 2, 3}})
for i, v in ipairs(behind) do print(i, v) end
print(ipairs({}) == ipairs({}), select("#", ipairs({})), select(3, ipairs({})))
print(pcall(ipairs))
-- expect: 1 a
-- expect: 2 b
-- expect: 12
-- expect: 1 1
-- expect: 2 2
-- expect: 3 3
-- expect: true 3 0
-- expect: false bad argument #1 to 'ipairs' (value expected)
