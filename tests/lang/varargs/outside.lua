-- ... needs a vararg function.
local function f() return ... end       -- expect syntax error: cannot use '...' outside a vararg function near '...'
