-- A closed file stays a value, but nothing can be done with it.
local f = io.tmpfile()
print(f:close())         -- expect: true
print(tostring(f))       -- expect: file (closed)
print(io.type(f))        -- expect: closed file
print(pcall(f.lines, f)) -- expect: false attempt to use a closed file
f:close()                -- expect error: attempt to use a closed file
