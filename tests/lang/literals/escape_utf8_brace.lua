-- \u needs braces.
local x = "\u41"                        -- expect syntax error: missing '{' near '"\u4'
