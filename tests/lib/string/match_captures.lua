-- Captures: nested, empty, positions.
print(("hello world"):match("((h)(e))((llo) (w))"))     -- expect: he h e llo w llo w
print(("abc"):match("(a)(b)(c)"))                       -- expect: a b c
print(("abc"):match("()b()"))                           -- expect: 2 3
print(("abc"):match("(())"))                            -- expect:  1
print(("abc"):match("(b)()(c)"))                        -- expect: b 3 c
print(("abc"):match("x*()"))                            -- expect: 1
print(("abc"):match("(x*)y?(b)"))                       -- expect:  b
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"))     -- expect: key value
print(select("#", ("a"):match("((((((((((a))))))))))"))) -- expect: 10
