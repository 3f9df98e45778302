-- SPDX-License-Identifier: MIT
-- scheduler.lua: many tasks that take turns: cooperative threads on one page.
--
-- A task is a coroutine. The scheduler keeps those that can run in a queue, gives each a turn
-- until its next yield, and puts it back in line. What a task yields says what it waits for:
-- nothing (its next turn), a number of ticks, or a channel with something in it.

local ready = {} -- tasks in line, from head to tail
local head, tail = 1, 0
local sleeping = {} -- tasks that wait for a tick
local tick = 0

local function enqueue(task, value)
  tail = tail + 1
  ready[tail] = { task = task, value = value }
end

local function spawn(name, body, ...)
  local arguments = table.pack(...)
  enqueue({
    name = name,
    thread = coroutine.create(function()
      body(table.unpack(arguments, 1, arguments.n))
    end),
  })
end

local function pause()
  coroutine.yield("pause")
end

local function sleep(ticks)
  coroutine.yield("sleep", ticks)
end

-- A channel holds values sent and not yet received, or tasks that wait to receive.
local function new_channel()
  return { values = {}, receivers = {} }
end

local function send(channel, value)
  local receiver = table.remove(channel.receivers, 1)
  if receiver then
    enqueue(receiver, value)
  else
    table.insert(channel.values, value)
  end
end

local function receive(channel)
  if #channel.values > 0 then
    return table.remove(channel.values, 1)
  end
  return coroutine.yield("receive", channel)
end

local function take_turn(entry)
  local task = entry.task
  local ok, wish, detail = coroutine.resume(task.thread, entry.value)
  if not ok then
    print(string.format("%3d  %s failed: %s", tick, task.name, wish))
  elseif coroutine.status(task.thread) == "dead" then
    print(string.format("%3d  %s has finished", tick, task.name))
  elseif wish == "pause" then
    enqueue(task)
  elseif wish == "sleep" then
    table.insert(sleeping, { task = task, wake = tick + detail })
  else
    table.insert(detail.receivers, task)
  end
end

-- Who went to sleep first is first in line again.
local function wake_sleepers()
  local still_sleeping = {}
  for _, sleeper in ipairs(sleeping) do
    if sleeper.wake <= tick then
      enqueue(sleeper.task)
    else
      still_sleeping[#still_sleeping + 1] = sleeper
    end
  end
  sleeping = still_sleeping
end

-- One tick gives everybody who is ready one turn. Returns when nobody can ever run again.
local function run()
  while head <= tail or #sleeping > 0 do
    tick = tick + 1
    wake_sleepers()
    for _ = head, tail do
      local entry = ready[head]
      ready[head] = nil
      head = head + 1
      take_turn(entry)
    end
  end
end

local function say(...)
  print(string.format("%3d  ", tick) .. string.format(...))
end

-- ---- A bakery

local orders = new_channel()
local loaves = new_channel()

spawn("customer", function()
  for _, kind in ipairs({ "rye", "wheat", "stone", "spelt" }) do
    say("the customer orders %s", kind)
    send(orders, kind)
    pause()
  end
  send(orders, false)
end)

local function bake(kind)
  local minutes = { rye = 4, wheat = 3, spelt = 2 }
  if not minutes[kind] then
    error("nobody can bake " .. kind, 0)
  end
  sleep(minutes[kind])
  send(loaves, kind)
end

spawn("baker", function()
  for kind in receive, orders do
    if not kind then
      break
    end
    spawn("oven with " .. kind, bake, kind)
  end
end)

spawn("shop", function()
  for _ = 1, 3 do
    say("the shop sells a loaf of %s", receive(loaves))
  end
end)

spawn("cat", function()
  for _, mood in ipairs({ "stretches", "yawns", "sleeps" }) do
    say("the cat %s", mood)
    pause()
  end
end)

run()
print("nobody left at tick " .. tick)
