-- Strings are ordered by bytes in the C locale, zeros included.
print("a" < "b", "a" < "B", "" < "a")   -- expect: true false true
print("a" < "ab", "ab" <= "ab", "Z" < "a") -- expect: true true true
print("a\0b" < "a\0c", "a" < "a\0", "a\0" == "a") -- expect: true true false
print("10" < "9", not ("a" > "b"))      -- expect: true true
