-- Bitwise operators work on 64-bit integers.
print(5 & 3, 5 | 3, 5 ~ 3, ~5)          -- expect: 1 7 6 -6
print(0xff00 & 0x0ff0, 1 | 1 << 62)     -- expect: 3840 4611686018427387905
print(-1 & 0xff, ~0, -1 ~ 1)            -- expect: 255 -1 -2
local a, b = 12, 10
print(a & b, a | b, a ~ b, ~a, a & 6, 6 | a) -- expect: 8 14 6 -13 4 14
