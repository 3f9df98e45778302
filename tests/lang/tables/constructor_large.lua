-- Constructors with thousands of items of both kinds.
local parts = {}
for i = 1, 3000 do parts[i] = i .. ", k" .. i .. " = " .. i * 2 end
local t = load("return {" .. table.concat(parts, ",") .. "}")()
local bad = 0
for i = 1, 3000 do if t[i] ~= i or t["k" .. i] ~= i * 2 then bad = bad + 1 end end
print(#t, bad)                          -- expect: 3000 0
local nested = "{}"
for i = 1, 90 do nested = "{" .. nested .. "}" end
t = load("return " .. nested)()
local depth = 0
while t do t = t[1]; depth = depth + 1 end
print(depth)                            -- expect: 91
