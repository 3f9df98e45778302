-- debug.getlocal: a level that is not there.
print(pcall(debug.getlocal, 1, {}) == false) -- expect: true
debug.getlocal(100, 1) -- expect error: bad argument #1 to 'getlocal' (level out of range)
