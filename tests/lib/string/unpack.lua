-- string.unpack gives the values and the next position.
print(string.unpack("bb", "\1\2\3"))                    -- expect: 1 2 3
print(string.unpack("b", "\1\2\3", 2))                  -- expect: 2 3
print(string.unpack("b", "\1\2\3", -1))                 -- expect: 3 4
print(string.unpack("", "abc", 4))                      -- expect: 4
print(string.unpack("b", "\1\2\3", 3))                  -- expect: 3 4
print(string.unpack("<i2 z s1", "\1\0abc\0\2xy rest"))  -- expect: 1 abc xy 10
print(string.unpack("b", "a", 0), string.unpack("b", "ab", -5)) -- expect: 97 97 2
print(string.unpack(">I2 <I2", "\1\2\1\2"))             -- expect: 258 513 5
