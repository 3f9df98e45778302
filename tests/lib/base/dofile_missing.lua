-- dofile and loadfile with a file that does not exist.
print(loadfile("does/not/exist")) -- expect: nil cannot open does/not/exist: No such file or directory
print(pcall(dofile, "does/not/exist")) -- expect: false cannot open does/not/exist: No such file or directory
print(pcall(loadfile, {})) -- expect: false bad argument #1 to 'loadfile' (string expected, got table)
print(pcall(dofile, {})) -- expect: false bad argument #1 to 'dofile' (string expected, got table)
