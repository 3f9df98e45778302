-- os.date: the time must be an integer.
print((pcall(os.date, "%c", 1.5))) -- expect: false
os.date("%c", "x") -- expect error: bad argument #2 to 'date' (number expected, got string)
