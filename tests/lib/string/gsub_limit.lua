-- The number of replacements can be limited.
print(("aaaa"):gsub("a", "b", 2))                       -- expect: bbaa 2
print(("aaaa"):gsub("a", "b", 0))                       -- expect: aaaa 0
print(("aaaa"):gsub("a", "b", -1))                      -- expect: aaaa 0
print(("aaaa"):gsub("a", "b", math.maxinteger))         -- expect: bbbb 4
print(("aaaa"):gsub("a", "b", math.mininteger))         -- expect: aaaa 0
print(("abc"):gsub("", "-", 2))                         -- expect: -a-bc 2
print(("aaaa"):gsub("a", "b", "3"))                     -- expect: bbba 3
print(("aaaa"):gsub("a", "b", nil))                     -- expect: bbbb 4
