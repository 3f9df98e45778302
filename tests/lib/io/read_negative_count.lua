-- file:read: a negative count stands for more than there is memory.
local f <close> = io.tmpfile()
f:write("text")
f:seek("set")
print(pcall(f.read, f, -1)) -- expect: false not enough memory
print(pcall(f.read, f, 2, math.mininteger)) -- expect: false not enough memory
print(f:read("a")) -- expect: xt
