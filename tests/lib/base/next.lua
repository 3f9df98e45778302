-- next goes through a table; a field may be cleared on the way.
print(next({}), next({}, nil)) -- expect: nil nil
print(next({10}), next({10}, 1)) -- expect: 1 nil
local t = {1, 2, x = 1, y = 2, [2.5] = 3}
local count = 0
local k = next(t)
while k do
  count = count + 1
  t[k] = nil
  k = next(t, k)
end
print(count, next(t)) -- expect: 5 nil
print(pcall(next, {}, "missing")) -- expect: false invalid key to 'next'
print(pcall(next, {1, 2}, 3)) -- expect: false invalid key to 'next'
print(pcall(next, 5)) -- expect: false bad argument #1 to 'next' (table expected, got number)
print(pcall(next)) -- expect: false bad argument #1 to 'next' (table expected, got no value)
