-- Decimal escapes end at 255.
local x = "a\300b"                      -- expect syntax error: decimal escape too large near '"a\300b'
