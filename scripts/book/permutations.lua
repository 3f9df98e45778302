-- SPDX-License-Identifier: MIT
-- permutations.lua: a recursive generator turned into an iterator, three ways.
--
-- Listing all orders of a list is easy by recursion, and awkward as "give me the next one".
-- A coroutine keeps the recursion where it is and lets a for loop pull one order at a time.

-- Visits every order of the first [n] items: each item in turn takes place n, the recursion
-- arranges the rest. The list is put back before the next choice.
local function arrange(items, n, visit)
  if n <= 1 then
    visit(items)
    return
  end
  for i = 1, n do
    items[i], items[n] = items[n], items[i]
    arrange(items, n - 1, visit)
    items[i], items[n] = items[n], items[i]
  end
end

local function show(items)
  print("  " .. table.concat(items, " "))
end

print("push: the recursion calls us")
arrange({ "red", "green", "blue" }, 3, show)

-- Pull, with create and resume: the iterator must unpack resume's status itself.
local function permutations_by_resume(items)
  local worker = coroutine.create(function()
    arrange(items, #items, coroutine.yield)
  end)
  return function()
    local ok, order = coroutine.resume(worker)
    if not ok then
      error(order, 0)
    end
    return order
  end
end

print("pull, by create and resume")
for order in permutations_by_resume({ "a", "b", "c" }) do
  show(order)
end

-- Pull, with wrap: the wrapped coroutine already is an iterator.
local function permutations(items)
  return coroutine.wrap(function()
    arrange(items, #items, coroutine.yield)
  end)
end

print("pull, by wrap")
for order in permutations({ 1, 2, 3 }) do
  show(order)
end

print("stopping early costs nothing: the first three of 20 items' 2432902008176640000")
local alphabet = {}
for letter in ("abcdefghijklmnopqrst"):gmatch(".") do
  alphabet[#alphabet + 1] = letter
end
local seen = 0
for order in permutations(alphabet) do
  print("  " .. table.concat(order))
  seen = seen + 1
  if seen == 3 then
    break
  end
end

-- Every order of the digits 1 to 6 is a try; the puzzle has one solution.
print("a puzzle: AB x C = DEF, with each of the digits 1 to 6 once")
local tries = 0
for order in permutations({ 1, 2, 3, 4, 5, 6 }) do
  local a, b, c, d, e, f = table.unpack(order)
  tries = tries + 1
  if (10 * a + b) * c == 100 * d + 10 * e + f then
    print(string.format("  %d%d x %d = %d%d%d", a, b, c, d, e, f))
  end
end
print("  orders tried: " .. tries)
