-- debug.sethook: wrong arguments.
print(pcall(debug.sethook, print) == false)  -- expect: true
debug.sethook(1, "c") -- expect error: bad argument #1 to 'sethook' (function expected, got number)
