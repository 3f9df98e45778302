-- The environment is the first upvalue of the chunk; nil is one, too.
local env = {x = 5}
print(load("return x", "c", "t", env)()) -- expect: 5
print(load("x = 6; return _ENV", "c", "t", env)() == env, env.x) -- expect: true 6
print(pcall(load("return x", "c", "t", nil)))
-- expect: false [string "c"]:1: attempt to index a nil value (upvalue '_ENV')
print(load("return _ENV", "c", "t", 12)()) -- expect: 12
