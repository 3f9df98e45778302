-- x adds a zero byte; spaces are ignored.
print(("%q"):format(string.pack("bxb", 1, 2)), string.unpack("bxb", "\1\9\2")) -- expect: "\1\0\2" 1 2 4
print(string.unpack(" < i2   b ", "\1\0\2"))            -- expect: 1 2 4
print(#string.pack(""), string.unpack("", "abc"), #string.pack("xxxx")) -- expect: 0 1 4
