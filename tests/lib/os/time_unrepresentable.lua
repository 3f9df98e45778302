-- os.time of a year that the C library cannot count to.
os.time {year = (1 << 31) + 1899, month = 12, day = 40} -- expect error: time result cannot be represented in this installation
