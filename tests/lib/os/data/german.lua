-- Run by locale.cli with a locale for German in ISO 8859-1.
print(os.setlocale("de_DE"))
print(("\xe4b"):upper() == "\xc4B", ("\xc4B"):lower() == "\xe4b")
for class in ("acdglpsuwx"):gmatch(".") do
  local found = 0
  for byte = 0, 255 do
    if string.char(byte):find("%" .. class) then found = found + 1 end
    local is_other = string.char(byte):find("[%" .. class:upper() .. "]")
    assert((is_other == nil) == (string.char(byte):find("%" .. class) ~= nil))
  end
  io.write(class, " ", found, " ")
end
print()
print("\xe4" < "b", "z" < "\xe4")
print(1.5, -2.0, 1e100, ("%.2f %g"):format(2.25, 0.5), ("%q"):format(0.5))
print(tonumber("1,5"), tonumber("1.5"), tonumber("1;5"), "2,5" * 2, load("return 1.25")())
print(load("return 1,5")())
