-- An opening bracket that is never completed.
local x = [=abc                         -- expect syntax error: invalid long string delimiter near '[='
