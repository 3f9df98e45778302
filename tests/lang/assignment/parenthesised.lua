-- Nor can an expression in parentheses.
(a) = 1                                 -- expect syntax error: syntax error near '='
