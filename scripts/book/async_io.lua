-- SPDX-License-Identifier: MIT
-- async_io.lua: one program in callback style and in straight style, on the same event queue.
--
-- A network or a slow disk answers later. An asynchronous library therefore takes a callback
-- for every read and write, and an event loop calls it when the answer is there. Programs in
-- that style turn inside out: loops become functions that call each other. With coroutines a
-- small layer suspends the caller until the callback comes, and the program reads as always.

-- ---- The library: streams whose every operation takes a while. Time is simulated.

local clock = 0
local events = {} -- pending {time, sequence, action}, in no order; the loop takes the earliest
local sequence = 0

local function after(delay, action)
  sequence = sequence + 1
  events[#events + 1] = { time = clock + delay, sequence = sequence, action = action }
end

local function run_loop()
  while #events > 0 do
    local first = 1
    for i = 2, #events do
      local a, b = events[i], events[first]
      if a.time < b.time or (a.time == b.time and a.sequence < b.sequence) then
        first = i
      end
    end
    local event = table.remove(events, first)
    clock = event.time
    event.action()
  end
end

local function open_reader(lines, delay)
  return { lines = lines, position = 0, delay = delay }
end

local function open_writer(delay)
  return { written = {}, delay = delay }
end

-- Calls done(line), or done(nil) at the end.
local function read_line_async(reader, done)
  after(reader.delay, function()
    reader.position = reader.position + 1
    done(reader.lines[reader.position])
  end)
end

local function write_line_async(writer, line, done)
  after(writer.delay, function()
    writer.written[#writer.written + 1] = line
    done()
  end)
end

-- ---- The program, callback style: number the lines of a stream, longest line last.

local function number_lines_callbacks(reader, writer, done)
  local count, longest = 0, ""
  local next_line -- forward: the loop is made of two functions

  local function handle_line(line)
    if line == nil then
      write_line_async(writer, "longest: " .. longest, done)
      return
    end
    count = count + 1
    if #line > #longest then
      longest = line
    end
    write_line_async(writer, count .. ": " .. line, next_line)
  end

  function next_line()
    read_line_async(reader, handle_line)
  end
  next_line()
end

-- ---- The layer: turns "calls back later" into "returns later".

-- Calls start(..., callback), suspends the running coroutine, returns what the callback got.
local function await(start, ...)
  local me = coroutine.running()
  local arguments = table.pack(...)
  arguments[arguments.n + 1] = function(...)
    assert(coroutine.resume(me, ...))
  end
  start(table.unpack(arguments, 1, arguments.n + 1))
  return coroutine.yield()
end

local function read_line(reader)
  return await(read_line_async, reader)
end

local function write_line(writer, line)
  return await(write_line_async, writer, line)
end

local function spawn(body, ...)
  assert(coroutine.resume(coroutine.create(body), ...))
end

-- ---- The program, straight style.

local function number_lines(reader, writer)
  local count, longest = 0, ""
  for line in read_line, reader do
    count = count + 1
    if #line > #longest then
      longest = line
    end
    write_line(writer, count .. ": " .. line)
  end
  write_line(writer, "longest: " .. longest)
end

-- ---- Both, and then several at once.

local haiku = { "an old silent pond", "a frog jumps into the pond", "splash! silence again" }

local function report(title, writer)
  print(string.format("%s, finished at %d", title, clock))
  for _, line in ipairs(writer.written) do
    print("  " .. line)
  end
end

local by_callbacks = open_writer(1)
number_lines_callbacks(open_reader(haiku, 5), by_callbacks, function()
  report("callback style", by_callbacks)
end)
run_loop()

clock = 0
local by_coroutine = open_writer(1)
spawn(function()
  number_lines(open_reader(haiku, 5), by_coroutine)
  report("straight style", by_coroutine)
end)
run_loop()
print("same output: " .. tostring(table.concat(by_callbacks.written, "\n")
  == table.concat(by_coroutine.written, "\n")))

clock = 0
print("three at once, of different speed; each waits only for itself")
for _, job in ipairs({ { "snail", 40 }, { "hare", 3 }, { "dog", 7 } }) do
  local name, delay = table.unpack(job)
  spawn(function()
    local writer = open_writer(1)
    number_lines(open_reader(haiku, delay), writer)
    print(string.format("  %3d  %s is done with %d lines", clock, name, #writer.written))
  end)
end
run_loop()
print("one after the other they would have taken " .. (164 + 16 + 32))
