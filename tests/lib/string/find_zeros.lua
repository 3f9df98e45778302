-- Embedded zeros are ordinary bytes to string.find.
print(("a\0b\0c"):find("\0"))                           -- expect: 2 2
print(("a\0b\0c"):find("\0c"))                          -- expect: 4 5
print(("a\0b\0c"):find("b\0c", 1, true))                -- expect: 3 5
print(("a\0b"):find("[\0]"))                            -- expect: 2 2
print(("a\0b"):find("%z"))                              -- expect: 2 2
print(("a\0b"):find("\0*b"))                            -- expect: 2 3
print(("a\0\0b"):find("[^a]+"))                         -- expect: 2 4
print(("alo\0\0alo"):find("a.*\0a"))                    -- expect: 1 6
