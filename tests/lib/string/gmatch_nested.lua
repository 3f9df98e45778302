-- Iterators of gmatch are independent of each other.
for line in ("a1 b2\nc3 d4"):gmatch("[^\n]+") do
    for letter, digit in line:gmatch("(%a)(%d)") do
        io.write(letter, ":", digit, " ")
    end
    print(line)
end
-- expect: a:1 b:2 a1 b2
-- expect: c:3 d:4 c3 d4
