-- randomseed returns the two halves of the seed, which repeat the sequence.
print(math.randomseed(42)) -- expect: 42 0
print(math.randomseed(42, -7)) -- expect: 42 -7
print(math.randomseed("12")) -- expect: 12 0
local a, b = math.randomseed()
local first = math.random(0)
math.randomseed(a, b)
print(math.type(a), math.type(b), math.random(0) == first) -- expect: integer integer true
print(pcall(math.randomseed, "x"))
-- expect: false bad argument #1 to 'math.randomseed' (number expected, got string)
print(pcall(math.randomseed, 1.5))
-- expect: false bad argument #1 to 'math.randomseed' (number has no integer representation)
print(pcall(math.randomseed, 1, {}))
-- expect: false bad argument #2 to 'math.randomseed' (number expected, got table)
