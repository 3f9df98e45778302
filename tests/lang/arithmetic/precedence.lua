-- Binding strength of the operators, from weak to strong.
print(1 + 2 * 3, (1 + 2) * 3, 2 * 3 % 4)    -- expect: 7 9 2
print(-3 ^ 2, 2 ^ -1, not nil == true)      -- expect: -9.0 0.5 true
print(1 .. 2 + 3, 1 << 2 + 1, 5 & 3 == 1)   -- expect: 15 8 true
