-- string.byte takes any integers as positions.
print(("abc"):byte(math.mininteger, math.maxinteger))   -- expect: 97 98 99
print(select("#", ("abc"):byte(math.maxinteger)))       -- expect: 0
print(select("#", ("abc"):byte(math.maxinteger, math.mininteger))) -- expect: 0
print(("abc"):byte(-10, 1))                             -- expect: 97
print(("abc"):byte(0, 1))                               -- expect: 97
print(("abc"):byte("2"))                                -- expect: 98
print(("abc"):byte(2.0))                                -- expect: 98
