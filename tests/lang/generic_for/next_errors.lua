-- next with a key that is not in the table.
print(next({}), next({}, nil))          -- expect: nil nil
print(next({5}))                        -- expect: 1 5
print(next({5}, 1))                     -- expect: nil
print(pcall(next, {}, "missing"))       -- expect: false invalid key to 'next'
print(pcall(next, {1, 2}, 3))           -- expect: false invalid key to 'next'
print(pcall(next))                      -- expect: false bad argument #1 to 'next' (table expected, got no value)
