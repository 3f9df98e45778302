-- ! sets the largest alignment; sizes above it and X.
print(#string.pack("!4 b i4", 1, 2), #string.pack("b i4", 1, 2), #string.pack("!2 b i4", 1, 2)) -- expect: 8 5 6
print(#string.pack("! b d", 1, 2), #string.pack("!8 b i8 b i2", 1, 2, 3, 4)) -- expect: 16 20
print(("%q"):format(string.pack("<!4 b i2 i4", 1, 2, 3))) -- expect: "\1\0\2\0\3\0\0\0"
print(string.unpack("<!4 b i2 i4", string.pack("<!4 b i2 i4", 1, 2, 3))) -- expect: 1 2 3 9
print(#string.pack("!8 b Xi8", 1), #string.pack("!4 b Xi8", 1), #string.pack("b Xi8", 1), #string.pack("!8 Xi8")) -- expect: 8 4 1 0
print(string.packsize("<!8 b Xh i4 i8 c1 Xi8"), string.packsize("!4 c1 i4")) -- expect: 24 8
print(#string.pack("!4 b s4", 1, "x"), #string.pack("!16 b i16", 1, 2)) -- expect: 9 32
