-- The last item gives all its values.
local function f() return 1, 2, 3 end
print(#{f()}, #{f(), f()}, #{f(), nil}, #{(f())}) -- expect: 3 4 1 1
local t = {x = f(), f()}
print(t.x, #t)                          -- expect: 1 3
t = {f(), x = f()}
print(t.x, #t)                          -- expect: 1 1
