-- A character that begins no token.
local x = 5 @ 3                         -- expect syntax error: unexpected symbol near '@'
