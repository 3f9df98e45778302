-- An uncaught error ends the program with status 1.
print("before")                         -- expect: before
local t = {}
t.x.y = 1                               -- expect error: attempt to index a nil value (field 'x')
