-- string.sub with positions from both ends.
print(("hello"):sub(2))                                 -- expect: ello
print(("hello"):sub(2, 3))                              -- expect: el
print(("hello"):sub(-3))                                -- expect: llo
print(("hello"):sub(-3, -2))                            -- expect: ll
print(("[%s]"):format(("hello"):sub(4, 3)))             -- expect: []
print(("[%s]"):format(("hello"):sub(6)))                -- expect: []
print(("hello"):sub(0))                                 -- expect: hello
print(("hello"):sub(-100, 100))                         -- expect: hello
print(("hello"):sub(5))                                 -- expect: o
print(#("a\0b\0c"):sub(2, 4))                           -- expect: 3
