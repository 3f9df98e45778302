-- lualdap: a server that is not there.
-- package: lua-ldap
local ldap = require("lualdap")
local connection, message = ldap.open_simple("ldap://127.0.0.1:1", "user", "password", false, 1)
assert(not connection and type(message) == "string")
assert(not pcall(ldap.open_simple))
