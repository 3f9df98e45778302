-- next looks for the very key: a float is none, though indexing takes it for the integer that it equals.
print(({5, 6})[1.0])                     -- expect: 5
print(pcall(next, {5, 6}, 1.0))          -- expect: false	invalid key to 'next'
print(pcall(next, {5, 6}, 2.0))          -- expect: false	invalid key to 'next'
print(pcall(next, {[2^53] = 1}, 2^53))   -- expect: false	invalid key to 'next'
print(next({5, 6}, 1))                   -- expect: 2	6
print(next({[1.5] = 1}, 1.5))            -- expect: nil
