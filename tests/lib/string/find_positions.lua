-- The initial position of string.find.
print(("abcabc"):find("b", 3))                          -- expect: 5 5
print(("abcabc"):find("b", -2))                         -- expect: 5 5
print(("abcabc"):find("b", -100))                       -- expect: 2 2
print(("abcabc"):find("b", 100))                        -- expect: nil
print(("abc"):find("", 4))                              -- expect: 4 3
print(("abc"):find("", 5))                              -- expect: nil
print((""):find(""), (""):find("", 2))                  -- expect: 1 nil
print(("abc"):find("", math.maxinteger))                -- expect: nil
print(("abc"):find("b", math.mininteger))               -- expect: 2 2
print(("abc"):find("^b", 2))                            -- expect: 2 2
print(("abc"):find("c$", 3))                            -- expect: 3 3
