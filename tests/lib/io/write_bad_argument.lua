-- write accepts nothing but strings and numbers; what comes before is written.
print(pcall(io.write, "kept\n", {}))
-- expect: kept
-- expect: false bad argument #2 to 'io.write' (string expected, got table)
io.stdout:write(nil) -- expect error: bad argument #1 to 'write' (string expected, got nil)
