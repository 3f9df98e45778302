-- %x %X %o %u show the bits of an integer.
print(("%x %X %o %u"):format(255, 255, 255, 255))       -- expect: ff FF 377 255
print(("%x %X %o %u"):format(-1, -1, -1, -1))           -- expect: ffffffffffffffff FFFFFFFFFFFFFFFF 1777777777777777777777 18446744073709551615
print(("%#x %#X %#o"):format(255, 255, 255))            -- expect: 0xff 0XFF 0377
print(("%#x %#o %x %o"):format(0, 0, 0, 0))             -- expect: 0 0 0 0
print(("%8x|%-8x|%08x|%#8x|%#08x|%#-8x|"):format(255, 255, 255, 255, 255, 255)) -- expect:       ff|ff      |000000ff|    0xff|0x0000ff|0xff    |
print(("%.4x|%#.4x|%8.4X|%#.4o|%.0x|%#.0o|"):format(255, 255, 255, 8, 0, 0)) -- expect: 00ff|0x00ff|    00FF|0010||0|
print(("%x"):format(3.0), ("%x"):format("17"), ("%o"):format(8), ("%5u|%-5u|%05u"):format(7, 7, 7)) -- expect: 3 11 10     7|7    |00007
print(("%x"):format(math.mininteger), ("%o"):format(math.mininteger)) -- expect: 8000000000000000 1000000000000000000000
