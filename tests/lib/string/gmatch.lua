-- string.gmatch goes through all matches.
local function all(s, p, init)
    local t = {}
    for a, b in s:gmatch(p, init) do t[#t + 1] = b and a .. "=" .. b or tostring(a) end
    return table.concat(t, " ")
end
print(all("one two  three", "%a+"))                     -- expect: one two three
print(all("a=1, b=2", "(%w)=(%w)"))                     -- expect: a=1 b=2
print(all("abc", "()"), all("abc", ""), #all("abc", "x*")) -- expect: 1 2 3 4     3
print(all("abc", "."), all("", "."), all("aXbX", "(.-)X")) -- expect: a b c  a b
print(all("xuxx uu ppar r", "()%s*()"))                 -- expect: 1=1 2=2 3=3 4=4 5=6 7=7 8=9 10=10 11=11 12=12 13=14 15=15
print(all("13 14 10 = 11, 15= 16", "(%d+)%s*=%s*(%d+)")) -- expect: 10=11 15=16
print(all("a\nb\n\nc", "([^\n]*)"))                     -- expect: a b  c
