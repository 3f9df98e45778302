-- system: clocks and sleeping.
-- package: lua-system
local system = require("system")
local start, steady = system.gettime(), system.monotime()
assert(math.abs(start - os.time()) < 5)
system.sleep(0.01)
assert(system.monotime() - steady >= 0.009 and system.gettime() >= start)
