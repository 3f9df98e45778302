-- A file opened for update: reading and writing in turns, with a seek in between.
local name = os.tmpname()
local f = io.open(name, "w+")
f:write("abcdef")
f:seek("set", 2)
print(f:read(1))        -- expect: c
f:seek("cur", 0)
f:write("XY")
f:seek("set")
print(f:read("a"))      -- expect: abcXYf
f:close()
f = io.open(name, "a+")
f:write("!")
f:seek("set")
print(f:read("a"))      -- expect: abcXYf!
f:close()
os.remove(name)
