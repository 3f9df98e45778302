-- ^ at the beginning and $ at the end; elsewhere they are ordinary.
print(("abc"):match("^a"), ("abc"):match("^b"), ("abc"):match("c$"), ("abc"):match("b$")) -- expect: a nil c nil
print(("a^b"):match("a^b"), ("a$b"):match("a$b"), ("a$"):match("a%$$"), ("^"):match("^^")) -- expect: a^b a$b a$ ^
print((""):match("^$"), ("a"):match("^$"), ("$"):match("$$")) -- expect:  nil $
print(("ab"):match("(a)$"), ("ab"):match("(b$)"), ("b$"):match("(b$)")) -- expect: nil nil b$
print(("aaa"):match("^a", 2), ("abc"):find("^c", 3))    -- expect: a 3 3
