-- A for over something that cannot be called.
print(pcall(function () for i in nil do end end)) -- expect: false not_callable.lua:2: attempt to call a nil value (for iterator 'for iterator')
print(pcall(function () for i in {} do end end)) -- expect: false not_callable.lua:3: attempt to call a table value (for iterator 'for iterator')
print(pcall(function () local t = {} for i in t.x do end end)) -- expect: false not_callable.lua:4: attempt to call a nil value (for iterator 'for iterator')
