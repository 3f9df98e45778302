-- A method of a file called with something else.
io.stdout.write({}, "x") -- expect error: bad argument #1 to 'write' (FILE* expected, got table)
