-- SPDX-License-Identifier: MIT
-- coroutine_basics.lua: the life of a coroutine, and what travels through resume and yield.
--
-- A coroutine is a line of execution with its own stack and its own place in the program. It
-- only runs while somebody resumes it, and only stops where it says so itself. Every resume
-- hands values in, every yield hands values out.

local function show(label, ...)
  print(string.format("  %-32s %s", label, table.concat(table.pack(...), ", ")))
end

local function words(...)
  local parts = table.pack(...)
  for i = 1, parts.n do
    parts[i] = tostring(parts[i])
  end
  return table.concat(parts, ", ")
end

print("The four states")
local observer
local sleeper = coroutine.create(function()
  show("inside, looking at itself", coroutine.status(observer))
  -- While another coroutine runs on its behalf, a coroutine is "normal".
  local inner = coroutine.create(function()
    show("seen from one it resumed", coroutine.status(observer))
  end)
  coroutine.resume(inner)
  coroutine.yield()
end)
observer = sleeper
show("before the first resume", coroutine.status(sleeper))
coroutine.resume(sleeper)
show("after a yield", coroutine.status(sleeper))
coroutine.resume(sleeper)
show("after its function returned", coroutine.status(sleeper))

print("A countdown, one step a resume")
local countdown = coroutine.create(function(from)
  for n = from, 1, -1 do
    coroutine.yield(n)
  end
  return "lift-off"
end)
repeat
  local _, value = coroutine.resume(countdown, 3)
  show("resume returned", words(value, coroutine.status(countdown)))
until coroutine.status(countdown) == "dead"
show("one resume too many", words(coroutine.resume(countdown)))

print("Values in both directions")
local teller = coroutine.create(function(name, balance)
  show("first resume: arguments", words(name, balance))
  while true do
    local verb, amount = coroutine.yield(name, balance)
    show("next resume: results of yield", words(verb, amount))
    if verb == "close" then
      return "closed", name, balance
    end
    balance = balance + (verb == "pay in" and amount or -amount)
  end
end)
show("got", words(coroutine.resume(teller, "Ada", 100)))
show("got", words(coroutine.resume(teller, "pay in", 25)))
show("got", words(coroutine.resume(teller, "take out", 60)))
show("got", words(coroutine.resume(teller, "close")))

print("Any number of values, nil among them")
local echo = coroutine.wrap(function(...)
  local given = table.pack(...)
  while true do
    given = table.pack(coroutine.yield(given.n, table.unpack(given, 1, given.n)))
  end
end)
show("echo()", words(echo()))
show("echo(nil)", words(echo(nil)))
show("echo(1, nil, 3, nil)", words(echo(1, nil, 3, nil)))

print("Who is running?")
local main, is_main = coroutine.running()
show("the main program", words(type(main), is_main, coroutine.isyieldable()))
coroutine.wrap(function()
  local me, main_too = coroutine.running()
  show("a coroutine", words(type(me), main_too, coroutine.isyieldable()))
end)()
