-- An unknown escape is an error that shows the text so far.
local x = "abc\q"                       -- expect syntax error: invalid escape sequence near '"abc\q'
