-- %1 to %9 match what a capture matched.
print(("hello"):match("(.)%1"))                         -- expect: l
print(([[say "hi" 'there']]):match([[(["'])(.-)%1]]))   -- expect: " hi
print(("abcabc"):match("^(%a+)%1$"))                    -- expect: abc
print(("abcabd"):match("^(%a+)%1$"))                    -- expect: nil
print(("aa-bb"):match("(.)%1%-(.)%2"))                  -- expect: a b
print(("xx"):match("()%1"), ("abab"):match("((a)b)%1")) -- expect: nil ab a
print(("==a==b==="):match("(=+)b%1"))                   -- expect: ==
print((""):match("(x*)%1"))                             -- expect:
