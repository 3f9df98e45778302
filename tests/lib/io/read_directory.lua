-- Reading a directory fails as a result, not as an error.
local f <close> = io.open("/")
print(f:read("a")) -- expect: nil Is a directory 21
print(f:read(10))  -- expect: nil Is a directory 21
print(f:read(0))   -- expect: nil Is a directory 21
