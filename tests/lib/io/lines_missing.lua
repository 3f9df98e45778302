-- io.lines throws if it cannot open the file.
io.lines("/nowhere/at/all") -- expect error: cannot open file '/nowhere/at/all' (No such file or directory)
