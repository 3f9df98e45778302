-- ipairs stops at the first nil and honours __index.
for i, v in ipairs {"a", "b", nil, "d"} do io.write(i, v, " ") end print() -- expect: 1a 2b
local proxy = setmetatable({}, {__index = function (_, i) if i < 4 then return i * i end end})
for i, v in ipairs(proxy) do io.write(i, ":", v, " ") end print() -- expect: 1:1 2:4 3:9
print(pcall(ipairs))                    -- expect: false bad argument #1 to 'ipairs' (value expected)
local s = {}
for i, v in ipairs({10, 20, 30}) do s[#s + 1] = i + v end
print(table.concat(s, " "))             -- expect: 11 22 33
