-- Writing to a file that was opened for reading gives the failure triple; so does the reverse.
local name = os.tmpname()
local f = io.open(name, "r")
print(f:write("x"))  -- expect: nil Bad file descriptor 9
f:close()
f = io.open(name, "w")
print(f:read())      -- expect: nil Bad file descriptor 9
print(f:read("a"))   -- expect: nil Bad file descriptor 9
f:close()
os.remove(name)
