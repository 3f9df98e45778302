-- \x needs two hexadecimal digits.
local x = "\x4g"                        -- expect syntax error: hexadecimal digit expected near '"\x4g'
