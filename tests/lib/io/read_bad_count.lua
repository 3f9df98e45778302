-- file:read: a count must be an integer.
local f = io.tmpfile()
f:read(1.5) -- expect error: bad argument #1 to 'read' (number has no integer representation)
