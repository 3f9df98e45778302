-- < > = set the byte order of what follows.
print(string.pack("<i2 >i2 =i2", 1, 1, 1):byte(1, 4))   -- expect: 1 0 0 1
print(string.unpack("<i2 >i2", "\1\0\0\1"))             -- expect: 1 1 5
print(string.pack("=i4", 1) == string.pack("<i4", 1) or string.pack("=i4", 1) == string.pack(">i4", 1)) -- expect: true
