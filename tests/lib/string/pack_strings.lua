-- Strings: s with its length in front, z with a zero behind, c of fixed size.
print(("%q"):format(string.pack("<s1", "abc")), ("%q"):format(string.pack(">s2", "abc"))) -- expect: "\3abc" "\0\3abc"
print(("%q"):format(string.pack("z", "abc")), ("%q"):format(string.pack("c5", "abc"))) -- expect: "abc\0" "abc\0\0"
print(#string.pack("s", "abc"), #string.pack("c0", ""), #string.pack("s16", "")) -- expect: 11 0 16
print(string.unpack("<s1", "\3abcdef"))                 -- expect: abc 5
print(string.unpack("z", "abc\0def"))                   -- expect: abc 5
print(string.unpack("c3", "abcdef"))                    -- expect: abc 4
print(string.unpack("zz", "\0\0"))                      -- expect:   3
print(string.unpack("s1z", string.pack("s1z", "a\0b", "x")) == "a\0b") -- expect: true
print(#string.pack("s4", ("x"):rep(100000)), #string.unpack("s4", string.pack("s4", ("x"):rep(100000)))) -- expect: 100004 100000
