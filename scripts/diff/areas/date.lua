-- SPDX-License-Identifier: MIT
-- os.date and os.time: every conversion, wrong ones, fields out of range or of wrong types.

local conversions = {}
for c in ("aAbBcdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%E1OkLNfQ"):gmatch(".") do conversions[#conversions + 1] = "%" .. c end
for c in ("Ec EC Ex EX Ey EY Od Oe OH OI Om OM OS Ou OU OV Ow OW Oy Ea Oa E O"):gmatch("%S+") do
  conversions[#conversions + 1] = "%" .. c
end

local function time(r)
  return r.pick {
    "0", "1", "-1", "86399", "86400", "1000000000", "1700000000", "-1000000000", "253402300799", "2147483647", "-2147483648",
    "4294967296", "1e9", "1.5", "'5'", "'x'", "67767976233532799", "67768036191676799", "67768036191676800",
    "-67768040609740800", "-67768040609740801", "math.maxinteger", "math.mininteger", tostring(r.integer(-2000000000, 4000000000)),
    tostring(r.integer(0, 2000000000)), tostring(r.integer(0, 2000000000)), "951782400", "1078012800", "1699164000", "1710054000",
  }
end

local function format(r)
  return r.pick {"", "!"} .. r.repeated(0, 4, function ()
    return r.once_in(5) and r.pick {" ", "x", "-", "\0", "%", "!"} or r.pick(conversions)
  end)
end

local function date(r)
  return string.format("return os.date(%s, %s)", r.quote(format(r)), time(r))
end

local function date_table(r)
  return string.format("return os.date(%s, %s)", r.pick {"'*t'", "'!*t'", "'*tx'", "'*'", "'!*'", "'*T'"}, time(r))
end

local function value(r)
  return r.pick {
    tostring(r.integer(-100, 100)), tostring(r.integer(0, 3000)), "nil", "'12'", "'x'", "1.5", "2.0", "'0x10'", "1e10", "{}",
    "2147483647", "-2147483648", "2147483648", "-2147483649", "2147485547", "2147485548", "-2147481748", "-2147481749", "0", "1",
    "math.maxinteger", "math.mininteger", "true", "false", tostring(r.integer(1, 28)), tostring(r.integer(1, 12)), "' 7 '", "'7.0'",
  }
end

local function time_of(r)
  local fields = {year = tostring(r.integer(1960, 2050)), month = tostring(r.integer(1, 12)), day = tostring(r.integer(1, 31))}
  for _ = 1, r.integer(0, 3) do
    fields[r.pick {"year", "month", "day", "hour", "min", "sec", "isdst", "hour", "min", "sec", "month", "day"}] = value(r)
  end
  local parts = {}
  for _, name in ipairs {"year", "month", "day", "hour", "min", "sec", "isdst"} do
    if fields[name] then parts[#parts + 1] = name .. " = " .. fields[name] end
  end
  return string.format("local t = {%s}\nreturn os.time(t), t", table.concat(parts, ", "))
end

local function around(r)
  return string.format("local t = os.date(%s, %s)\nt.%s = t.%s + %s\nreturn os.time(t), t", r.pick {"'*t'", "'!*t'"}, time(r),
    r.pick {"day", "month", "year", "hour", "min", "sec"}, r.pick {"day", "month", "year", "hour", "min", "sec"}, r.integer(-500, 500))
end

local function difference(r)
  return string.format("return os.difftime(%s, %s)", time(r), time(r))
end

local forms = {date, date, date, date_table, time_of, time_of, around, difference}

return function (r)
  return r.call(forms, r)
end
