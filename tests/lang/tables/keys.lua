-- Any value but nil and NaN is a key; floats with integral values are integers.
local t, f = {}, function () end
t[1.0], t["1"], t[true], t[false], t[f], t[t], t[1.5], t[-0.0] = 1, 2, 3, 4, 5, 6, 7, 8
print(t[1], t["1"], t[true], t[false], t[f], t[t], t[1.5], t[0]) -- expect: 1 2 3 4 5 6 7 8
for k in pairs({[2^53] = 1}) do print(math.type(k), k) end -- expect: integer 9007199254740992
t[2^63], t[math.huge], t[-math.huge] = "2^63", "inf", "-inf"
print(t[2^63], t[math.huge], t[-math.huge], t[math.mininteger]) -- expect: 2^63 inf -inf nil
