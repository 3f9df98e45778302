-- SPDX-License-Identifier: MIT
-- dates.lua: calendar arithmetic with fixed dates, always in UTC.
--
-- os.date("!...") shows a time in UTC. os.time reads its table as local time; so that the
-- output is the same everywhere, the way back from fields to seconds is computed here.

local DAY = 24 * 60 * 60

-- Days from 1 January 1970. Counting years from March puts the leap day at the end of a year.
local function day_number(year, month, day)
  if month < 3 then
    year, month = year - 1, month + 12
  end
  local days_before_month = (153 * (month - 3) + 2) // 5
  return 365 * year + year // 4 - year // 100 + year // 400 + days_before_month + day - 719469
end

local function utc(year, month, day, hour, minute, second)
  return day_number(year, month, day) * DAY + (hour or 0) * 3600 + (minute or 0) * 60
    + (second or 0)
end

print("the two directions agree")
local checked = 0
for time = utc(1970, 1, 1), utc(2100, 1, 1), 37 * DAY + 12345 do
  local t = os.date("!*t", time)
  assert(utc(t.year, t.month, t.day, t.hour, t.min, t.sec) == time)
  checked = checked + 1
end
print("  " .. checked .. " times checked")

print("fields of a date")
local moon_landing = utc(1970, 1, 1) - 165 * DAY - (3 * 60 + 42) * 60 - 20
local fields = os.date("!*t", moon_landing)
local names = {}
for name in pairs(fields) do
  names[#names + 1] = name
end
table.sort(names)
for i, name in ipairs(names) do
  names[i] = name .. "=" .. tostring(fields[name])
end
print("  " .. table.concat(names, " "))

print("formats")
local moment = utc(2024, 2, 29, 7, 5, 9)
for _, format in ipairs({ "%Y-%m-%dT%H:%M:%SZ", "%d.%m.%y", "day %j of %Y", "%I:%M %p", "%D %T",
  "100%%" }) do
  print(string.format("  %-20s %s", format, os.date("!" .. format, moment)))
end

print("arithmetic")
local weekdays = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" }
local function weekday(time)
  return weekdays[os.date("!*t", time).wday]
end
local function days_between(from, to)
  return (to - from) // DAY
end
print("  29 February 2024 was a " .. weekday(moment))
print("  a thousand days later: " .. os.date("!%Y-%m-%d", moment + 1000 * DAY))
print("  days in the years 2023, 2024, 1900, 2000: " .. table.concat({
  days_between(utc(2023, 1, 1), utc(2024, 1, 1)),
  days_between(utc(2024, 1, 1), utc(2025, 1, 1)),
  days_between(utc(1900, 1, 1), utc(1901, 1, 1)),
  days_between(utc(2000, 1, 1), utc(2001, 1, 1)),
}, ", "))
print("  the 32-bit clock ends " .. os.date("!%Y-%m-%d %H:%M:%S", 2 ^ 31 - 1 | 0))
local unlucky = {}
for month = 1, 12 do
  if weekday(utc(2026, month, 13)) == "Friday" then
    unlucky[#unlucky + 1] = month
  end
end
print("  Friday the 13th in 2026: months " .. table.concat(unlucky, ", "))

-- os.time puts fields back into their ranges, in every time zone alike.
print("normalisation")
local odd = { year = 2024, month = 14, day = -3, hour = 12 }
os.time(odd)
print(string.format("  month 14, day -3 of 2024 is %d-%02d-%02d", odd.year, odd.month, odd.day))
print("  " .. select(2, pcall(os.time, { year = 2024, month = "May", day = 1 })))

print("a calendar page")
local function month_page(year, month)
  local first = utc(year, month, 1)
  local length = days_between(first, month == 12 and utc(year + 1, 1, 1) or utc(year, month + 1, 1))
  local column = (os.date("!*t", first).wday + 5) % 7 -- Monday is column 0
  local cells = { ("   "):rep(column) }
  for day = 1, length do
    cells[#cells + 1] = string.format("%3d", day)
    column = (column + 1) % 7
    if column == 0 and day < length then
      cells[#cells + 1] = "\n"
    end
  end
  return os.date("!      %m / %Y", first + DAY) .. "\n Mo Tu We Th Fr Sa Su\n" .. table.concat(cells)
end
print(month_page(2024, 2))
