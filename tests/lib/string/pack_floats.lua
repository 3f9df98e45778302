-- Floats: f, d and n.
print(string.unpack("f", string.pack("f", 0.5)), string.unpack("d", string.pack("d", 0.1))) -- expect: 0.5 0.1 9
print(string.unpack("<n", string.pack("<n", -1e300)), string.unpack(">n", string.pack(">n", 1/0))) -- expect: -1e+300 inf 9
print(string.pack("<d", 1):byte(1, -1))                 -- expect: 0 0 0 0 0 0 240 63
print(string.pack(">d", 1):byte(1, -1))                 -- expect: 63 240 0 0 0 0 0 0
print(string.pack(">f", -2):byte(1, -1))                -- expect: 192 0 0 0
print(#string.pack("f", 1), #string.pack("d", 1), #string.pack("n", 1)) -- expect: 4 8 8
print(string.unpack("f", string.pack("f", 0.1)) == 0.1, string.pack("d", "1.5") == string.pack("d", 1.5)) -- expect: false true
