-- file:read: a format that does not exist is an error.
local f = io.tmpfile()
f:write("line\n")
f:seek("set")
f:read("l", "x") -- expect error: bad argument #2 to 'read' (invalid format)
