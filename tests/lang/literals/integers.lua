-- Decimal and hexadecimal integers; hexadecimal ones wrap around, decimal ones become floats.
print(0, 7, 007, 123456789)             -- expect: 0 7 7 123456789
print(0xff, 0XFF, 0xA, 0xdeadBEEF)      -- expect: 255 255 10 3735928559
print(9223372036854775807)              -- expect: 9223372036854775807
print(9223372036854775808)              -- expect: 9.2233720368548e+18
print(0xffffffffffffffff)               -- expect: -1
print(0x1ffffffffffffffff)              -- expect: -1
print(0x7fffffffffffffff)               -- expect: 9223372036854775807
print(math.type(3), math.type(0x3))     -- expect: integer integer
print(1//1, -0)                         -- expect: 1 0
