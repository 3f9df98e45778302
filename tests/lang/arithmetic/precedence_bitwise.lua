-- Bitwise operators bind more strongly than comparison, | weaker than ~ weaker than &.
print(1 | 2 ~ 3 & 2, (1 | 2) ~ 3 & 2)   -- expect: 1 1
print(1 << 2 + 1, 3 | 4 == 7)           -- expect: 8 true
print(5 & 3 == 1, 6 & 3 == 2, ~0 == -1) -- expect: true true true
