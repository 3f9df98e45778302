-- cyrussasl: a client's mechanism list and first step.
-- package: lua-cyrussasl
local sasl = require("cyrussasl")
assert(type(sasl.client_new) == "function" and type(sasl.get_version()) ~= "nil")
local ok = pcall(sasl.client_new)
assert(not ok)
