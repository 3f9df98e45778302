-- All forms of fields.
local k = "key"
local t = {1, 2; x = 3, ["y z"] = 4, [k] = 5, [10] = 6, 7, nil, 8,}
print(t[1], t[2], t[3], t[4], t[5])     -- expect: 1 2 7 nil 8
print(t.x, t["y z"], t.key, t[10])      -- expect: 3 4 5 6
print(#{}, next({}), #{nil}, #{n = 1})  -- expect: 0 nil 0 0
print(#{1, 2, 3, nil}, ({[1] = "a", "b"})[1]) -- expect: 3 b
print(({f = function () return 1 end}).f()) -- expect: 1
