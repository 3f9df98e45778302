-- SPDX-License-Identifier: MIT
-- producer_consumer.lua: a pipeline of coroutines, driven from its far end.
--
-- Producer and consumer are both written as if they were the main loop. The consumer asks,
-- the producer answers and waits; a filter is a consumer on one side and a producer on the
-- other. Nothing is computed before somebody wants it.

-- A stage is a coroutine that sends its values with [send] and ends by returning.
local send = coroutine.yield

local function receive(stage)
  local ok, value = coroutine.resume(stage)
  if not ok then
    error(value, 0)
  end
  return value
end

-- Iterates over what [stage] sends.
local function each(stage)
  return receive, stage
end

local letter = [[
Dear aunt Matilda,

thank you for the   umbrella.
It has rained ever since.

Yours, soaked,
Tom]]

local function lines_of(text)
  return coroutine.create(function()
    for line in text:gmatch("([^\n]*)\n?") do
      print("    reading  " .. (line == "" and "(blank)" or line))
      send(line)
    end
  end)
end

local function without_blanks(source)
  return coroutine.create(function()
    for line in each(source) do
      if line:find("%S") then
        send((line:gsub("%s+", " ")))
      end
    end
  end)
end

local function numbered(source)
  return coroutine.create(function()
    local number = 0
    for line in each(source) do
      number = number + 1
      send(string.format("%d  %s", number, line))
    end
  end)
end

local function at_most(limit, source)
  return coroutine.create(function()
    for _ = 1, limit do
      local value = receive(source)
      if value == nil then
        return
      end
      send(value)
    end
  end)
end

local function consume(source)
  for line in each(source) do
    print("  " .. line)
  end
end

print("producer -> consumer")
consume(lines_of("alpha\nbeta"))

print("producer -> filter -> consumer")
consume(without_blanks(lines_of(letter)))

print("producer -> three filters -> consumer that has enough after two")
consume(at_most(2, numbered(without_blanks(lines_of(letter)))))

-- Two producers may feed one filter: a merge of sorted sequences in constant memory.
local function sorted(values)
  return coroutine.create(function()
    for _, value in ipairs(values) do
      send(value)
    end
  end)
end

local function merged(left, right)
  return coroutine.create(function()
    local a, b = receive(left), receive(right)
    while a or b do
      if b == nil or (a and a <= b) then
        send(a)
        a = receive(left)
      else
        send(b)
        b = receive(right)
      end
    end
  end)
end

print("two producers -> merge -> consumer")
local primes = sorted({ 2, 3, 5, 7, 11, 13 })
local squares = sorted({ 1, 4, 9 })
local together = {}
for value in each(merged(primes, squares)) do
  together[#together + 1] = value
end
print("  " .. table.concat(together, " "))
