-- Keys far apart, negative and huge.
local t = {}
for i = 0, 62 do t[1 << i] = i end
for i = 0, 62 do assert(t[1 << i] == i) end
t[math.maxinteger], t[math.mininteger] = "max", "min"
print(t[math.maxinteger], t[math.mininteger], #{[1000000] = 1}) -- expect: max min 0
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n)                                -- expect: 65
