-- os.time without a table is now, and os.date's default.
local before = os.time()
local date = os.date("*t")
local after = os.time()
local t = os.time(date)
assert(math.type(before) == "integer" and before <= t and t <= after)
assert(before > 1600000000)
assert(type(os.date()) == "string" and os.date("%c", before) ~= "")
