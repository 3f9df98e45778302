-- Wrong arguments of tonumber with a base.
print(pcall(tonumber, "1", 1)) -- expect: false bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, "1", 37)) -- expect: false bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, 10, 10)) -- expect: false bad argument #1 to 'tonumber' (string expected, got number)
print(pcall(tonumber, nil, 10)) -- expect: false bad argument #1 to 'tonumber' (string expected, got nil)
print(pcall(tonumber, "1", "x")) -- expect: false bad argument #2 to 'tonumber' (number expected, got string)
print(pcall(tonumber, "1", 2.5))
-- expect: false bad argument #2 to 'tonumber' (number has no integer representation)
