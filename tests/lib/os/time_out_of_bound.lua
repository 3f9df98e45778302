-- os.time: fields that do not fit the C library's date.
local max = (1 << 31) - 1
local function try(field, value)
  local t = {year = 2000, month = 1, day = 1}
  t[field] = value
  return select(2, pcall(os.time, t))
end
print(try("year", max + 1901))      -- expect: field 'year' is out-of-bound
print(try("year", -max - 1 + 1899)) -- expect: field 'year' is out-of-bound
print(try("month", max + 2))        -- expect: field 'month' is out-of-bound
print(try("month", -max - 1))       -- expect: field 'month' is out-of-bound
print(try("day", max + 1))          -- expect: field 'day' is out-of-bound
print(try("sec", math.mininteger))  -- expect: field 'sec' is out-of-bound
print(type(try("month", max + 1)))  -- expect: number
