-- debug.getupvalue and setupvalue.
local a, b = 1, 2
local function f() return a, b end
print(debug.getupvalue(f, 1))        -- expect: a 1
print(debug.getupvalue(f, 2))        -- expect: b 2
print(select("#", debug.getupvalue(f, 3)), select("#", debug.setupvalue(f, 3, 0))) -- expect: 0 0
print(debug.setupvalue(f, 1, "new")) -- expect: a
print(a, f())                        -- expect: new new 2
print(debug.getupvalue(load("return x"), 1) == "_ENV")     -- expect: true
