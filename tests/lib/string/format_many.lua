-- Formats with many conversions and long results.
local format, values = {}, {}
for i = 1, 200 do format[i] = i % 2 == 0 and "%d" or "%s"; values[i] = i end
local s = table.concat(format, ","):format(table.unpack(values))
print(#s, s:sub(1, 12), s:sub(-11))                     -- expect: 691 1,2,3,4,5,6, 198,199,200
print(#("%s"):rep(100):format(table.unpack(values)))    -- expect: 192
print(#("%99d"):rep(100):format(table.unpack(values)))  -- expect: 9900
print(#("%.50f"):rep(100):format(table.unpack(values))) -- expect: 5292
print(#("%%"):rep(5000):format())                       -- expect: 5000
print(#(("x"):rep(5000) .. "%d"):format(1))             -- expect: 5001
