-- select counts, and gives arguments from either end.
print(select("#"), select("#", nil, nil), select("#", 1, 2, 3)) -- expect: 0 2 3
print(select(1, "a", "b"), select(2, "a", "b")) -- expect: a b
print(select(3, "a", "b")) -- expect: 
print(select(-1, "a", "b"), select(-2, "a", "b")) -- expect: b a b
print(select("2", "a", "b"), select(2.0, "a", "b")) -- expect: b b
print((select(2, "a", "b", "c"))) -- expect: b
local function pass(...) return select(...) end
print(pass(2, nil, nil, 3), pass("#", nil)) -- expect: nil 1
