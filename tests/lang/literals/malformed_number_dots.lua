-- Two points make a number malformed.
local x = 1..2                          -- expect syntax error: malformed number near '1..2'
