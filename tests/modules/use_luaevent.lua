-- luaevent: timers and readable sockets, callbacks that return the next timeout.
-- package: lua-event
local core = require("luaevent").core
local base = core.new()
local ticks = 0
local timer = base:addevent(nil, core.EV_TIMEOUT, function ()
  ticks = ticks + 1
  if ticks == 5 then return core.LEAVE end
  return core.EV_TIMEOUT, 0.001
end, 0.001)
base:loop()
assert(ticks == 5 and timer)
