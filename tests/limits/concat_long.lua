-- Long strings joined, compared, hashed and used as keys.
local parts = {}
for i = 1, 1000 do parts[i] = ("part" .. i):rep(20) end
local a, b = table.concat(parts), table.concat(parts)
print(#a, a == b, a < b .. "x", ({[a] = "found"})[b]) -- expect: 137860 true true found
parts[500] = "changed"
print(a == table.concat(parts))         -- expect: false
