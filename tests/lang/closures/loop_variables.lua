-- Every iteration has a fresh loop variable.
local f = {}
for i = 1, 3 do f[i] = function () i = i + 10; return i end end
print(f[1](), f[1](), f[2](), f[3]())   -- expect: 11 21 12 13
local g = {}
for k, v in pairs {"a", "b"} do g[k] = function () return k .. v end end
print(g[1](), g[2]())                   -- expect: 1a 2b
local h, n = {}, 0
while n < 3 do n = n + 1; local m = n; h[n] = function () return m end end
print(h[1](), h[2](), h[3]())           -- expect: 1 2 3
