-- readline: the history, without a terminal.
-- package: lua-readline
local readline = require("readline")
readline.set_options {histfile = "", completion = false}
readline.add_history("first")
readline.set_complete_list {"alpha", "beta"}
assert(type(readline.readline) == "function")
