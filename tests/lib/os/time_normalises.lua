-- os.time brings the fields of its table into their ranges and fills in the others.
local t = {year = 2000, month = 14, day = -3, hour = 25, min = 61, sec = 61}
local moment = os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec) -- expect: 2001 1 29 2 2 1
print(t.wday, t.yday, t.isdst)                      -- expect: 2 29 false
assert(os.time(t) == moment)
assert(os.time {year = "2001", month = "1", day = "29", hour = 2.0, min = 2, sec = 1} == moment)
assert(os.time {year = 2001, month = 1, day = 29} == moment + 10 * 3600 - 2 * 60 - 1)
assert(os.date("*t", moment).yday == 29)
