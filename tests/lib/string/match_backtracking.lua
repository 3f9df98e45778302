-- Repeated items give back what the rest of the pattern needs.
print(("aaaa"):match("^(a*)(a*)(a?)a$"))                -- expect: aaa  
print(("aaaa"):match("^(a-)(a-)(a+)$"))                 -- expect:   aaaa
print(("abababx"):match("^([ab]*)(ab)x"))               -- expect: abab ab
print(("foo.bar.baz"):match("^(.*)%.(.*)$"))            -- expect: foo.bar baz
print(("foo.bar.baz"):match("^(.-)%.(.*)$"))            -- expect: foo bar.baz
print(("aXbXcX"):match("(.*)X(.*)X"))                   -- expect: aXb c
print(("xyz123"):match("(%w*)(%d)(%d?)$"))              -- expect: xyz12 3 
print(("aab"):match("a?a?a?b"), ("b"):match("a?a?a?b")) -- expect: aab b
print(("1,2,3"):match("^(.-),(.-),(.-)$"))              -- expect: 1 2 3
print(("if x then y end"):match("^if (.+) then (.+) end$")) -- expect: x y
