-- The initial position of string.gmatch.
local function all(s, p, init)
    local t = {}
    for a in s:gmatch(p, init) do t[#t + 1] = a end
    return table.concat(t, " ")
end
print(all("abcd", ".", 3), all("abcd", ".", -1), all("abcd", ".", -100)) -- expect: c d d a b c d
print(all("abc", "()", 4), all("abc", "()", 5) == "", all("abc", "()", 0)) -- expect: 4 true 1 2 3 4
print(all("abc", "()", math.maxinteger) == "", all("abc", "()", math.mininteger)) -- expect: true 1 2 3 4
print(all("abc", "b", "2"), all("abc", "c", 2.0))       -- expect: b c
