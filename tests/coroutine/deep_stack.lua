-- A yield from a deep stack, many times.
-- slow
local function deep(n) if n == 0 then coroutine.yield(1) return 0 end return 1 + deep(n - 1) end
local co = coroutine.wrap(function () for i = 1, 10 do coroutine.yield(deep(i * 1000)) end end)
local got = {}
for i = 1, 20 do got[i] = co() end
print(table.concat(got, " "))
-- expect: 1 1000 1 2000 1 3000 1 4000 1 5000 1 6000 1 7000 1 8000 1 9000 1 10000
