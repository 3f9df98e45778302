-- string.upper and string.lower change ASCII letters only.
print(("az-AZ_09 \u{e4}"):upper())                      -- expect: AZ-AZ_09 ä
print(("az-AZ_09 \u{c4}"):lower())                      -- expect: az-az_09 Ä
print(#(""):upper(), #("a\0b"):upper())                 -- expect: 0 3
print(("abcdefghijklmnopqrstuvwxyz{`@[0123456789abcdefghijklmnopqrstuvwxyz"):upper()) -- expect: ABCDEFGHIJKLMNOPQRSTUVWXYZ{`@[0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ
print(("ABCDEFGHIJKLMNOPQRSTUVWXYZ{`@[0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):lower()) -- expect: abcdefghijklmnopqrstuvwxyz{`@[0123456789abcdefghijklmnopqrstuvwxyz
print(string.upper(0x10), string.lower(1e15))           -- expect: 16 1e+15
