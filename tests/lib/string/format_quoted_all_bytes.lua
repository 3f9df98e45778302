-- Every byte survives %q.
local t = {}
for i = 0, 255 do t[#t + 1] = string.char(i) .. (i % 3 == 0 and "7" or "") end
local s = table.concat(t)
print(load("return " .. ("%q"):format(s))() == s)       -- expect: true
