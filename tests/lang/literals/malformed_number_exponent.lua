-- An exponent needs digits.
local x = 1e                            -- expect syntax error: malformed number near '1e'
