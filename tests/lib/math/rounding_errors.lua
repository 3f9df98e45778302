-- Wrong arguments of the rounding functions.
print(pcall(math.floor, {})) -- expect: false bad argument #1 to 'math.floor' (number expected, got table)
print(pcall(math.floor)) -- expect: false bad argument #1 to 'math.floor' (number expected, got no value)
print(pcall(math.ceil, "x")) -- expect: false bad argument #1 to 'math.ceil' (number expected, got string)
print(pcall(math.modf, nil)) -- expect: false bad argument #1 to 'math.modf' (number expected, got nil)
print(pcall(math.tointeger)) -- expect: false bad argument #1 to 'math.tointeger' (value expected)
