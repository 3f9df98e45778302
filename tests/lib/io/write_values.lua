-- write takes strings and numbers and returns the file; floats go without ".0".
io.write("a", 1, " ", 2.0, " ", 0.1, " ", 1e100, " ", -0.0, "\n")   -- expect: a1 2 0.1 1e+100 -0
io.write(math.mininteger, " ", 2^53, "\n")  -- expect: -9223372036854775808 9.007199254741e+15
print(io.write() == io.stdout)              -- expect: true
print(io.stdout:write("") == io.stdout)     -- expect: true
