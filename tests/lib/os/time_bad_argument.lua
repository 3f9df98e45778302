-- os.time takes a table or nothing.
os.time(5) -- expect error: bad argument #1 to 'time' (table expected, got number)
