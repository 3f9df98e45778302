-- os.date("*t"): all fields of a known moment.
local t = os.date("!*t", 1000000000)
print(t.year, t.month, t.day, t.hour, t.min, t.sec) -- expect: 2001 9 9 1 46 40
print(t.wday, t.yday, t.isdst)                      -- expect: 1 252 false
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n)                                            -- expect: 9
