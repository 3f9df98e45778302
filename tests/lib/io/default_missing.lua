-- io.input throws if it cannot open the file.
io.input("/nowhere/at/all") -- expect error: cannot open file '/nowhere/at/all' (No such file or directory)
