-- tonumber with a base reads integers that wrap around.
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("-101", 2), tonumber("+7", 8))
-- expect: 255 255 1295 -5 7
print(tonumber("  11  ", 2), tonumber("12", 2), tonumber("8", 8), tonumber("7fffffffffffffff", 16))
-- expect: 3 nil nil 9223372036854775807
print(tonumber("ffffffffffffffff", 16), tonumber("10000000000000001", 16)) -- expect: -1 1
print(tonumber("", 10), tonumber(" ", 10), tonumber("-", 10), tonumber("- 1", 10), tonumber("1.0", 10))
-- expect: nil nil nil nil nil
print(tonumber("1\0", 10), tonumber("1 1", 10), tonumber("\t1\n", 10), tonumber("1_", 16))
-- expect: nil nil 1 nil
