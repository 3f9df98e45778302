-- Wrong arguments of the raw functions.
print(pcall(rawget, 1, 2)) -- expect: false bad argument #1 to 'rawget' (table expected, got number)
print(pcall(rawget, {})) -- expect: false bad argument #2 to 'rawget' (value expected)
print(pcall(rawset, {}, 1)) -- expect: false bad argument #3 to 'rawset' (value expected)
print(pcall(rawset, "x", 1, 2)) -- expect: false bad argument #1 to 'rawset' (table expected, got string)
print(pcall(rawset, {}, nil, 1)) -- expect: false table index is nil
print(pcall(rawset, {}, 0/0, 1)) -- expect: false table index is NaN
print(pcall(rawequal, 1)) -- expect: false bad argument #2 to 'rawequal' (value expected)
print(pcall(rawlen, 5)) -- expect: false bad argument #1 to 'rawlen' (table or string expected, got number)
print(pcall(rawlen)) -- expect: false bad argument #1 to 'rawlen' (table or string expected, got no value)
