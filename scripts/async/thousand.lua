-- SPDX-License-Identifier: MIT
-- thousand.lua: 1,000 clients connected at once, each with its own conversation.
--
-- All clients wait until everybody is connected, so 2,000 tasks and as many sockets exist at
-- the same time. Then each adds numbers up with the help of the server, which keeps the sum of
-- a connection in a local variable.

local async = require("async")
local net = require("net")

local HOST = "127.0.0.1"
local CLIENTS = 1000
local ROUNDS = 5

local function serve(stream)
  local sum = 0
  for text in stream:lines() do
    sum = sum + tonumber(text)
    stream:write(sum .. "\n")
  end
end

-- A gate lets nobody through before [count] have come.
local function new_gate(count)
  local waiting = {}
  return function()
    count = count - 1
    if count == 0 then
      for _, wake in ipairs(waiting) do
        wake()
      end
    else
      async.await(function(wake)
        waiting[#waiting + 1] = wake
      end)
    end
  end
end

local connected = 0

local function client(port, gate, number)
  local stream <close> = net.connect(HOST, port)
  connected = connected + 1
  gate()
  assert(connected == CLIENTS)
  local answer
  for round = 1, ROUNDS do
    stream:write(number * round .. "\n")
    answer = tonumber(stream:read_line())
  end
  return answer
end

async.run(function()
  local server <close> = net.listen(HOST, serve)
  local gate = new_gate(CLIENTS)
  local tasks = {}
  for number = 1, CLIENTS do
    tasks[number] = async.spawn(client, server.port, gate, number)
  end
  local right = 0
  for number, task in ipairs(tasks) do
    local ok, answer = task:join()
    assert(ok, answer)
    if answer == number * ROUNDS * (ROUNDS + 1) // 2 then
      right = right + 1
    end
  end
  print(connected .. " clients at once, " .. right .. " right answers")
end)
