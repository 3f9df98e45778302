-- SPDX-License-Identifier: MIT
-- cancel.lua: timeouts and cancellation, and that they release what was held.
--
-- A cancelled task is closed where it waits. Its to-be-closed variables go in reverse order,
-- down through every function it is in, and through the tasks it had started itself.

local async = require("async")
local net = require("net")

local HOST = "127.0.0.1"

local function held(name)
  return setmetatable({}, {
    __close = function(_, problem)
      print("    released " .. name .. (problem and " because of " .. problem or ""))
    end,
  })
end

local function never_answer(stream)
  local reading <close> = held("the server's side")
  stream:read_some()
  stream:read_some()
  return reading
end

local function ask(port)
  local stream <close> = net.connect(HOST, port)
  local question <close> = held("the question")
  stream:write("anybody there?\n")
  return stream:read_line(), question
end

async.run(function()
  print("in time")
  print("", async.with_timeout(5000, function(a, b)
    async.sleep(5)
    return a + b
  end, 40, 2))

  print("too late: asleep")
  print("", async.with_timeout(10, function()
    local bed <close> = held("the bed")
    async.sleep(60000)
    return bed
  end))

  print("too late: a server that never answers")
  do
    local server <close> = net.listen(HOST, never_answer)
    print("", async.with_timeout(500, ask, server.port))
  end

  print("nobody listens")
  local closed = net.listen(HOST, never_answer)
  closed:close()
  print("", async.spawn(net.connect, HOST, closed.port):join())

  print("an error releases, too")
  print("", async.spawn(function()
    local lamp <close> = held("the lamp")
    async.sleep(1)
    error("a short circuit", 0)
    return lamp
  end):join())

  print("cancelled together with the tasks it started")
  local parent = async.spawn(function()
    local outer <close> = held("the parent's desk")
    local child <close> = async.spawn(function()
      local inner <close> = held("the child's toy")
      async.sleep(60000)
      return inner
    end)
    child:join()
    return outer
  end)
  async.sleep(5)
  print("", parent:cancel("bedtime"), parent:cancel("bedtime"))
  print("", parent:join())

  print("cancelled before its first turn, and in the queue for a permit")
  print("", async.spawn(print, "never printed"):cancel())
  local permits = async.new_semaphore(1)
  local owner = permits:acquire()
  local function hurry(name)
    local permit <close> = permits:acquire()
    print("    " .. name .. " has the permit")
    return permit
  end
  local first, second = async.spawn(hurry, "first"), async.spawn(hurry, "second")
  async.sleep(1)
  getmetatable(owner).__close() -- wakes the first, which is cancelled before it runs
  first:cancel()
  print("", (second:join()))
  print("    permits free: " .. permits.free)

  print("a failing release is the task's result")
  local clumsy = async.spawn(function()
    local vase <close> = setmetatable({}, {
      __close = function()
        error("the vase broke", 0)
      end,
    })
    async.sleep(60000)
    return vase
  end)
  async.sleep(1)
  clumsy:cancel()
  print("", clumsy:join())
end)

print("an error nobody asked for ends the run")
print("", pcall(async.run, function()
  async.spawn(error, "unnoticed", 0)
  async.sleep(1)
end))
print("waiting for nothing is noticed")
print("", pcall(async.run, function()
  async.await(function() end)
end))
