-- .. joins strings and numbers.
print("a" .. "b" .. "c", 1 .. 2, 1.5 .. "x")    -- expect: abc 12 1.5x
print(2^63 .. "", -0.0 .. "", 10 // 1 .. "")    -- expect: 9.2233720368548e+18 -0.0 10
local s = ""
for i = 1, 10 do s = s .. i end
print(s, #s)                                    -- expect: 12345678910 11
print(#("x" .. ("y"):rep(100) .. "z"), "" .. "") -- expect: 102
