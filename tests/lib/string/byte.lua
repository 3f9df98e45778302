-- string.byte gives the codes of a range of bytes.
print(("abc"):byte())                                   -- expect: 97
print(("abc"):byte(2))                                  -- expect: 98
print(("abc"):byte(-1))                                 -- expect: 99
print(("abc"):byte(1, -1))                              -- expect: 97 98 99
print(select("#", ("abc"):byte(4)))                     -- expect: 0
print(select("#", ("abc"):byte(3, 2)))                  -- expect: 0
print(select("#", (""):byte()))                         -- expect: 0
print(("a\0\255"):byte(1, 3))                           -- expect: 97 0 255
