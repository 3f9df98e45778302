-- Deep recursion that is not endless.
-- slow
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(100), depth(10000), depth(150000)) -- expect: 100 10000 150000
local function even(n) if n == 0 then return true end return not even(n - 1) end
print(even(1001))                       -- expect: false
