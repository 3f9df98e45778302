-- Every character class and its complement, by the number of bytes they hold.
for letter in ("acdglpsuwx"):gmatch(".") do
    local n, m = 0, 0
    for i = 0, 255 do
        if string.char(i):match("%" .. letter) then n = n + 1 end
        if string.char(i):match("%" .. letter:upper()) then m = m + 1 end
        assert((string.char(i):match("[%" .. letter .. "]") ~= nil) == (string.char(i):match("%" .. letter) ~= nil))
    end
    print(letter, n, m)
end
-- expect: a 52 204
-- expect: c 33 223
-- expect: d 10 246
-- expect: g 94 162
-- expect: l 26 230
-- expect: p 32 224
-- expect: s 6 250
-- expect: u 26 230
-- expect: w 62 194
-- expect: x 22 234
