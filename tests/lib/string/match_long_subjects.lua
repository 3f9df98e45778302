-- Long subjects need neither C stack nor quadratic time.
local n = 300000
local s = ("a"):rep(n)
print(#s:match(".-$"), #s:match(".*"), #s:match("a+"), #s:match("^a-$")) -- expect: 300000 300000 300000 300000
print(s:match("^.-b"), #(s .. "b"):match(".-b"), #(s .. "b"):match("(.*)b")) -- expect: nil 300001 300000
print(#(("x "):rep(n)):match("^[x ]*$"), (("x "):rep(n)):match("^[x ]*y")) -- expect: 600000 nil
print(#s:match("(a*)(a*)"), #s:match("(a?)"), select(2, s:gsub("a", "b"))) -- expect: 300000 1 300000
print(#("(" .. s .. ")"):match("%b()"))                 -- expect: 300002
