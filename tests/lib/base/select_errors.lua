-- select outside of its arguments.
print(pcall(select, 0)) -- expect: false bad argument #1 to 'select' (index out of range)
print(pcall(select, -1)) -- expect: false bad argument #1 to 'select' (index out of range)
print(pcall(select, -3, 1, 2)) -- expect: false bad argument #1 to 'select' (index out of range)
print(pcall(select)) -- expect: false bad argument #1 to 'select' (number expected, got no value)
print(pcall(select, {})) -- expect: false bad argument #1 to 'select' (number expected, got table)
print(pcall(select, 1.5)) -- expect: false bad argument #1 to 'select' (number has no integer representation)
