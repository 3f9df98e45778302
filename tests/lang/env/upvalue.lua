-- Functions share _ENV as an upvalue; load gives a chunk its own.
local env = {n = 1}
local f = load("n = n + 1 return n", "=c", "t", env)
print(f(), f(), env.n, n)               -- expect: 2 3 3 nil
local g = load("return _ENV")
print(g() == _G)                        -- expect: true
local name, value = debug.getupvalue(f, 1)
print(name, value == env)               -- expect: _ENV true
