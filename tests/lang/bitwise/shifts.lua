-- Shifts fill with zeros, go the other way for negative counts, and empty the number beyond 63.
print(1 << 4, 256 >> 4, -1 >> 60)       -- expect: 16 16 15
print(1 << 63, 1 << 64, 1 << 100)       -- expect: -9223372036854775808 0 0
print(16 << -2, 16 >> -2, -1 >> 64)     -- expect: 4 64 0
print(1 << math.mininteger, 1 >> math.maxinteger, -1 >> 63) -- expect: 0 0 1
local x, n = 3, 2
print(x << n, x >> n, x << 1, x >> 1, 1 << x, 64 >> x) -- expect: 12 0 6 1 8 8
