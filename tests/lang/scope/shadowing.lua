-- The same name declared again hides the first; closures keep what they saw.
local a = 1
local function first() return a end
local a = 2
print(first(), a)                       -- expect: 1 2
local b, b = 1, 2
print(b)                                -- expect: 2
local function f(x, x) return x end
print(f(1, 2))                          -- expect: 2
