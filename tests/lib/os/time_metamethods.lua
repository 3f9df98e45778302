-- os.time reads and writes the fields through metamethods.
local log = {}
local fields = {year = 2000, month = 13, day = 1}
local proxy = setmetatable({}, {
  __index = function (_, key) return fields[key] end,
  __newindex = function (_, key, value) log[#log + 1] = key .. "=" .. tostring(value) end,
})
assert(os.time(proxy) == os.time {year = 2001, month = 1, day = 1})
table.sort(log)
print(table.concat(log, " ")) -- expect: day=1 hour=12 isdst=false min=0 month=1 sec=0 wday=2 yday=1 year=2001
