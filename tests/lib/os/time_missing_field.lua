-- os.time: year, month, and day must be there.
print(pcall(os.time, {}))                      -- expect: false field 'year' missing in date table
print(pcall(os.time, {year = 2000}))           -- expect: false field 'month' missing in date table
os.time {year = 2000, month = 1} -- expect error: field 'day' missing in date table
