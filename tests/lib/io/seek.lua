-- file:seek: positions from the start, here, and the end; failures are results.
local f <close> = io.tmpfile()
f:write("0123456789")
print(f:seek())                 -- expect: 10
print(f:seek("set", 3), f:read(1)) -- expect: 3 3
print(f:seek("cur", -2), f:read(1)) -- expect: 2 2
print(f:seek("end", -1), f:read(1)) -- expect: 9 9
print(f:seek("set", -1))        -- expect: nil Invalid argument 22
print(f:seek("set", 20))        -- expect: 20
f:write("x")
print(f:seek("end"))            -- expect: 21
