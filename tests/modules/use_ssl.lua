-- ssl: contexts and their options, errors of files that are not there.
-- package: lua-sec
local ssl = require("ssl")
local context = assert(ssl.newcontext {mode = "client", protocol = "any", verify = "none", options = "all"})
assert(tostring(context):find("SSL context"))
assert(ssl.newcontext {mode = "client", protocol = "tlsv1_2", ciphers = "HIGH"})
local bad, message = ssl.newcontext {mode = "client", protocol = "any", cafile = "/nowhere"}
assert(not bad and type(message) == "string")
local protocols = ssl.config.protocols
assert(protocols.tlsv1_2 and next(ssl.config.options))
collectgarbage()
