-- file:read: one result for each format, up to the first that fails.
local name = os.tmpname()
local f = assert(io.open(name, "w"))
f:write("first\nsecond\n12 0x1F -3.5e1\nrest\nof it")
f:close()
f = io.open(name)
print(f:read())                 -- expect: first
print((f:read("L"):gsub("\n", "|")))  -- expect: second|
print(f:read("n", "n", "n"))    -- expect: 12 31 -35.0
print(f:read("l"))              -- expect:
print(f:read(2, "l", 0))        -- expect: re st
print(f:read("a"))              -- expect: of it
print(f:read("a") == "")        -- expect: true
print(f:read("l"))              -- expect: nil
print(f:read(0), f:read(1))     -- expect: nil nil
print(f:read("l", "l"))         -- expect: nil
f:close()
os.remove(name)
