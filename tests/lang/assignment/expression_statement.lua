-- An expression is no statement.
local a = 1
a + 1                                   -- expect syntax error: syntax error near '+'
