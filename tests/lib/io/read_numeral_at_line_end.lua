-- A failed numeral reads no further results.
local f <close> = io.tmpfile()
f:write("10 20 x 30\nnext")
f:seek("set")
print(f:read("n", "n", "n", "n")) -- expect: 10 20 nil
print(f:read("l"))                -- expect: x 30
