-- type names the type of each kind of value.
print(type(nil), type(true), type(1), type(1.5), type("x"), type({}))
-- expect: nil boolean number number string table
print(type(print), type(type), type(function() end), type(coroutine.create(print)), type(io.stdout))
-- expect: function function function thread userdata
print(pcall(type)) -- expect: false bad argument #1 to 'type' (value expected)
print(type(nil, 1) == "nil") -- expect: true
