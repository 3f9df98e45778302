-- A local function sees itself, a function in a local assignment does not.
local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end
print(fact(10))                         -- expect: 3628800
fib = nil
local fib = function (n) return fib == nil and n or 0 end
print(fib(5))                           -- expect: 5
