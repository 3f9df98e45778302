-- Wrong arguments of load.
print(pcall(load)) -- expect: false bad argument #1 to 'load' (function expected, got no value)
print(pcall(load, {})) -- expect: false bad argument #1 to 'load' (function expected, got table)
print(pcall(load, nil)) -- expect: false bad argument #1 to 'load' (function expected, got nil)
print(pcall(load, "x", {})) -- expect: false bad argument #2 to 'load' (string expected, got table)
