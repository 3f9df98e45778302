-- The three expressions are evaluated once, in order, before the loop.
local log = {}
local function v(x) log[#log + 1] = x; return x end
for i = v(1), v(3), v(1) do log[#log + 1] = "b" .. i end
print(table.concat(log, " "))           -- expect: 1 3 1 b1 b2 b3
local limit = 3
local n = 0
for i = 1, limit do limit = 100; n = n + 1 end
print(n)                                -- expect: 3
