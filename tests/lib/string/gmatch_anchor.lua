-- In gmatch a ^ is an ordinary character.
print(("a^a^a"):gmatch("^a")())                         -- expect: ^a
print(("aaa"):gmatch("^a")())                           -- expect:
for s in ("^x ^y"):gmatch("^%a") do io.write(s, " ") end
print()                                                 -- expect: ^x ^y 
