-- Jumps over very long bodies.
local body = ("x = x + 1 "):rep(40000)
local f = assert(load("local x, n = 0, 0 while n < 2 do n = n + 1 " .. body .. " end return x"))
assert(f() == 80000)
f = assert(load("local x = 0 for i = 1, 2 do if i == 3 then " .. body .. " end x = x + 1 end return x"))
assert(f() == 2)
f = assert(load("local x = 0 goto skip " .. body .. " ::skip:: return x"))
assert(f() == 0)
