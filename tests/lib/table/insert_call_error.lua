-- The name in the message is the one called.
local t = {}
table.insert(t, 3, 4) -- expect error: bad argument #2 to 'insert' (position out of bounds)
