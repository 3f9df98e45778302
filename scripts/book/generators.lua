-- SPDX-License-Identifier: MIT
-- generators.lua: sequences, finite and endless, as coroutines; and tools that combine them.
--
-- A generator is a function that returns an iterator. coroutine.wrap makes one out of any
-- code that yields, so a walk over a tree or an endless series is a plain loop or recursion.

local yield, wrap = coroutine.yield, coroutine.wrap

local function generator(body)
  return function(...)
    local arguments = table.pack(...)
    return wrap(function()
      body(table.unpack(arguments, 1, arguments.n))
    end)
  end
end

-- ---- Sources

local range = generator(function(first, last)
  for i = first, last do
    yield(i)
  end
end)

local fibonacci = generator(function()
  local a, b = 0, 1
  while true do
    yield(a)
    a, b = b, a + b
  end
end)

-- A tree is {left, value, right}; its walk in order visits the values sorted.
local walk
walk = generator(function(tree)
  if tree then
    for value in walk(tree[1]) do
      yield(value)
    end
    yield(tree[2])
    for value in walk(tree[3]) do
      yield(value)
    end
  end
end)

-- ---- Tools: each takes generators and is one

local take = generator(function(count, source)
  for _ = 1, count do
    local value = source()
    if value == nil then
      return
    end
    yield(value)
  end
end)

local map = generator(function(change, source)
  for value in source do
    yield(change(value))
  end
end)

local keep = generator(function(wanted, source)
  for value in source do
    if wanted(value) then
      yield(value)
    end
  end
end)

local zip = generator(function(left, right)
  for a in left do
    local b = right()
    if b == nil then
      return
    end
    yield(a, b)
  end
end)

local function list(source)
  local values = {}
  for value in source do
    values[#values + 1] = tostring(value)
  end
  return table.concat(values, " ")
end

print("fibonacci        " .. list(take(15, fibonacci())))
print("its even ones    " .. list(take(8, keep(function(n)
  return n % 2 == 0
end, fibonacci()))))
print("squares          " .. list(map(function(n)
  return n * n
end, range(1, 10))))

-- The sieve of Eratosthenes as a growing chain: each prime found adds one filter behind it.
local primes = generator(function()
  local source = range(2, math.huge)
  while true do
    local prime = source()
    yield(prime)
    source = keep(function(n)
      return n % prime ~= 0
    end, source)
  end
end)
print("primes           " .. list(take(15, primes())))
local fiftieth
for prime in take(50, primes()) do
  fiftieth = prime
end
print("the 50th prime   " .. fiftieth)

local tree = { { { nil, 1, nil }, 3, { nil, 4, nil } }, 6, { nil, 8, { { nil, 9, nil }, 11 } } }
print("a tree in order  " .. list(walk(tree)))

local function same_fringe(a, b)
  local left, right = walk(a), walk(b)
  repeat
    local x, y = left(), right()
    if x ~= y then
      return false
    end
  until x == nil
  return true
end
print("same values?     " .. tostring(same_fringe(tree, { { { nil, 1 }, 3 }, 4, { nil, 6 } })))
print("same values?     " .. tostring(same_fringe({ { nil, 1 }, 2 }, { nil, 1, { nil, 2 } })))

for prime, index in zip(primes(), range(1, 3)) do
  print(string.format("prime %d           %d", index, prime))
end
