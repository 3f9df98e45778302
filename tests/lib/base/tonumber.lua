-- tonumber without a base reads numerals as the lexer does.
print(tonumber(5), tonumber(5.5), tonumber("10"), tonumber("1e1"), tonumber("0x10"), tonumber(" 5 "))
-- expect: 5 5.5 10 10.0 16 5
print(tonumber(".5"), tonumber("5."), tonumber("0x.8p1"), tonumber("-7"), tonumber("+7"))
-- expect: 0.5 5.0 1.0 -7 7
print(tonumber("5x"), tonumber(""), tonumber(" "), tonumber("0x"), tonumber("1 2"), tonumber("1\0"))
-- expect: nil nil nil nil nil nil
print(tonumber("inf"), tonumber("nan"), tonumber("- 1"), tonumber("1e")) -- expect: nil nil nil nil
print(tonumber("9223372036854775807"), tonumber("9223372036854775808"))
-- expect: 9223372036854775807 9.2233720368548e+18
print(tonumber({}), tonumber(nil), tonumber(true), tonumber("7", nil)) -- expect: nil nil nil 7
print(pcall(tonumber)) -- expect: false bad argument #1 to 'tonumber' (value expected)
