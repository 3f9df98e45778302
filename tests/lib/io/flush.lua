-- flush writes what is buffered and returns true.
local name = os.tmpname()
local f = io.open(name, "w")
f:setvbuf("full")
f:write("buffered")
print((io.lines(name)()))  -- expect: nil
print(f:flush())         -- expect: true
print(io.lines(name)())  -- expect: buffered
print(io.flush())        -- expect: true
f:close()
os.remove(name)
