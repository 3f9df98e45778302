-- Operations that fail are left to run time, even with constants.
print(pcall(load("return 1 // 0", "=c")))   -- expect: false c:1: attempt to divide by zero
print(pcall(load("return 1 % 0", "=c")))    -- expect: false c:1: attempt to perform 'n%0'
print(pcall(load("return 1 | 1.5", "=c")))  -- expect: false c:1: number has no integer representation
print(1 / 0, 0.0 // 1, -(0.0))              -- expect: inf 0.0 -0.0
