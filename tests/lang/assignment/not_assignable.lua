-- A call cannot be assigned to.
f() = 1                                 -- expect syntax error: syntax error near '='
