-- string.dump makes a chunk that load takes.
local function f(a, b) return a * b + 1 end
print(load(string.dump(f), "f", "b")(6, 7))             -- expect: 43
print(load(string.dump(f, true), "f", "b")(6, 7))       -- expect: 43
local up = 5
local function g() return up end
print(type(load(string.dump(g))()))                     -- expect: table
print(string.dump(f):sub(1, 4) == "\27Lua")             -- expect: true
