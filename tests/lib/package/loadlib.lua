-- package.loadlib: failures say where they happened.
local f, message, where = package.loadlib("/nowhere/lib.so", "luaopen_x")
print(f, type(message), where)  -- expect: nil string open
f, message, where = package.loadlib("/nowhere/lib.so", "*")
print(f, type(message), where)  -- expect: nil string open
f, message, where = package.loadlib("libm.so.6", "no_such_symbol")
print(f, type(message), where)  -- expect: nil string init
print(package.loadlib("libm.so.6", "*"))               -- expect: true
print(type(package.loadlib("libm.so.6", "floor")))     -- expect: function
