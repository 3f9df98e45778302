-- One local statement declares at most one variable to be closed.
local a <close>, b <close> = 1, 2       -- expect syntax error: multiple to-be-closed variables in local list
