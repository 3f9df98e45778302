-- os.time: fields that are not integers.
print(pcall(os.time, {year = 2000, month = 1, day = 1, hour = {}})) -- expect: false field 'hour' is not an integer
print(pcall(os.time, {year = 2000, month = "x", day = 1}))          -- expect: false field 'month' is not an integer
os.time {year = 2000, month = 1, day = 1.5} -- expect error: field 'day' is not an integer
