-- cqueues: controllers of coroutines that yield from C, sockets, conditions, signals, threads.
-- package: lua-cqueues
local cqueues = require("cqueues")
local condition = require("cqueues.condition")
local socket = require("cqueues.socket")
local thread = require("cqueues.thread")
local loop = cqueues.new()
local log = {}
local ready = condition.new()
loop:wrap(function ()
  ready:wait()
  log[#log + 1] = "woken"
end)
loop:wrap(function ()
  cqueues.sleep(0.01)
  log[#log + 1] = "slept"
  ready:signal()
end)
local a, b = socket.pair()
loop:wrap(function ()
  for i = 1, 100 do a:write("line " .. i .. "\n") end
  a:flush()
  a:shutdown("w")
end)
local count = 0
loop:wrap(function ()
  for line in b:lines() do
    count = count + 1
    assert(line == "line " .. count)
  end
end)
local inner = cqueues.new()
loop:wrap(function ()
  inner:wrap(function () cqueues.sleep(0.001) log.inner = true end)
  assert(inner:loop())
end)
loop:wrap(function ()
  local worker, connection = thread.start(function (connection, text)
    connection:write(text:upper(), "\n")
    connection:flush()
  end, "from a thread")
  log.thread = connection:read("*l")
  worker:join()
end)
assert(loop:loop())
assert(log[1] == "slept" and log[2] == "woken" and count == 100 and log.inner and log.thread == "FROM A THREAD")
loop:wrap(function () error("on purpose") end)
local ok, message = loop:loop()
assert(not ok and tostring(message):find("on purpose"))
