-- term: colours and what is a terminal.
-- package: lua-term
local term = require("term")
assert(term.isatty(io.open("/dev/null")) == false)
assert(tostring(term.colors.red) == "\27[31m" and term.colors.bright("x") == "\27[1mx\27[0m")
assert(not pcall(term.isatty, 5))
