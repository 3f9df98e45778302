-- Assigning to a constant is a syntax error.
local x <const> = 1
x = 2                                   -- expect syntax error: attempt to assign to const variable 'x'
