-- / and ^ always give floats.
print(7 / 2, 6 / 2, 1 / 0, -1 / 0)      -- expect: 3.5 3.0 inf -inf
print(2 ^ 2, 2 ^ 0.5, 2 ^ -1, (-8) ^ (1/3) ~= (-8) ^ (1/3)) -- expect: 4.0 1.4142135623731 0.5 true
print(0/0 ~= 0/0, math.type(4 / 2))     -- expect: true float
print(2 ^ 3 ^ 2, -2 ^ 2)                -- expect: 512.0 -4.0
