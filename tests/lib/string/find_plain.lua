-- string.find without special characters, or with the plain flag.
print(("hello world"):find("o w"))                      -- expect: 5 7
print(("hello"):find("l"))                              -- expect: 3 3
print(("hello"):find("xyz"))                            -- expect: nil
print(("hello"):find(""))                               -- expect: 1 0
print(("a.b"):find(".", 1, true))                       -- expect: 2 2
print(("a.b"):find(".", 3, true))                       -- expect: nil
print(("a+b"):find("+", 1, true))                       -- expect: 2 2
print(("a%b"):find("%", 1, true))                       -- expect: 2 2
print(("aXb"):find("X", nil, false))                    -- expect: 2 2
print(("aab"):find("ab"))                               -- expect: 2 3
print(("a)b]c"):find(")"), ("a)b]c"):find("]"))         -- expect: 2 4 4
