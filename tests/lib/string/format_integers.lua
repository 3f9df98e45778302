-- %d and %i with flags, width and precision.
print(("%d|%5d|%-5d|%05d|%+d|% d"):format(42, 42, 42, 42, 42, 42)) -- expect: 42|   42|42   |00042|+42| 42
print(("%d|%5d|%-5d|%05d|%+d|% d"):format(-42, -42, -42, -42, -42, -42)) -- expect: -42|  -42|-42  |-0042|-42|-42
print(("%.5d|%8.5d|%-8.5d|%+.5d|%08.5d"):format(42, 42, 42, 42, 42)) -- expect: 00042|   00042|00042   |+00042|   00042
print(("[%.0d][%.d][%5.0d]"):format(0, 0, 0))           -- expect: [][][     ]
print(("%i %i %d"):format(7, -7, 3.0))                  -- expect: 7 -7 3
print(("%d %d"):format(math.maxinteger, math.mininteger)) -- expect: 9223372036854775807 -9223372036854775808
print(("%20d|%-20d|%020d"):format(math.mininteger, math.mininteger, math.mininteger)) -- expect: -9223372036854775808|-9223372036854775808|-9223372036854775808
print(("%d %d"):format("10", "0x10"))                   -- expect: 10 16
print(("%+ d|% +d|%-05d|%0-5d|"):format(1, 2, 3, 4))    -- expect: +1|+2|3    |4    |
print(("%99d"):format(1):len(), ("%.99d"):format(1):len(), ("%99.99d"):format(-1):len()) -- expect: 99 99 100
print(("%d %s"):format(0, -0.0))                        -- expect: 0 -0.0
