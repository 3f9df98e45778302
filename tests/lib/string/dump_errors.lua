-- Errors of string.dump.
local function fails(...) print(select(2, pcall(...))) end
fails(string.dump)                                      -- expect: bad argument #1 to 'string.dump' (function expected, got no value)
fails(string.dump, print)                               -- expect: unable to dump given function
fails(string.dump, "x")                                 -- expect: bad argument #1 to 'string.dump' (function expected, got string)
