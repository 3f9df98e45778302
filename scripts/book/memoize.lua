-- SPDX-License-Identifier: MIT
-- memoize.lua: remembering results, and weak tables that forget what nobody needs.
--
-- A memoized function looks into a table before it computes. If the table is weak, entries
-- that are used nowhere else go away with the next collection. Weak keys also attach data to
-- objects from outside, without keeping the objects alive.

local function memoize(compute)
  local results = {}
  return function(argument)
    local result = results[argument]
    if result == nil then
      result = compute(argument)
      results[argument] = result
    end
    return result
  end
end

print("calls of a naive Fibonacci function, plain and memoized")
local calls
local function plain(n)
  calls = calls + 1
  return n < 2 and n or plain(n - 1) + plain(n - 2)
end
local quick
quick = memoize(function(n)
  calls = calls + 1
  return n < 2 and n or quick(n - 1) + quick(n - 2)
end)
for _, n in ipairs({ 10, 20, 24 }) do
  calls = 0
  plain(n)
  local without = calls
  calls = 0
  local result = quick(n)
  print(string.format("  fib(%d) = %d: %6d and %2d calls", n, result, without, calls))
end

print("several arguments: a tree of tables, one level an argument")
local function memoize_many(compute)
  local root = {}
  local RESULT = {}
  return function(...)
    local node = root
    for i = 1, select("#", ...) do
      local argument = select(i, ...)
      node[argument] = node[argument] or {}
      node = node[argument]
    end
    if node[RESULT] == nil then
      node[RESULT] = compute(...)
    end
    return node[RESULT]
  end
end
local paths_counted = 0
local paths
paths = memoize_many(function(across, down)
  paths_counted = paths_counted + 1
  if across == 0 or down == 0 then
    return 1
  end
  return paths(across - 1, down) + paths(across, down - 1)
end)
print("  ways through a 16 x 16 grid: " .. paths(16, 16) .. ", computed with " .. paths_counted)

-- ---- Weak values: a cache of colours that keeps only those in use

local function count(map)
  local n = 0
  for _ in pairs(map) do
    n = n + 1
  end
  return n
end

local colour_cache = setmetatable({}, { __mode = "v" })

local function colour(r, g, b)
  local key = string.format("%02x%02x%02x", r, g, b)
  local found = colour_cache[key]
  if not found then
    found = { r = r, g = g, b = b }
    colour_cache[key] = found
  end
  return found
end

local function make_many_colours()
  for shade = 0, 255 do
    colour(shade, shade, shade)
  end
  return colour(255, 0, 0)
end

print("weak values")
local red = make_many_colours()
print("  red is unique: " .. tostring(red == colour(255, 0, 0)))
collectgarbage()
print("  cached after a collection: " .. count(colour_cache) .. ", and red = " .. red.r)

-- ---- Weak keys: notes about objects, kept outside of them

local notes = setmetatable({}, { __mode = "k" })

local function annotate_guests()
  local kept = { "the host" }
  notes[kept] = "stays"
  for i = 1, 10 do
    notes[{ "guest " .. i }] = "leaves"
  end
  return kept
end

print("weak keys")
local host = annotate_guests()
collectgarbage()
print("  notes left: " .. count(notes) .. ", about " .. host[1] .. ": " .. notes[host])

-- An ephemeron: the value refers to its own key, and still the pair can go.
local function make_ephemerons()
  for i = 1, 10 do
    local object = { i }
    notes[object] = function()
      return object
    end
  end
end
make_ephemerons()
collectgarbage()
print("  after ten that refer to themselves: " .. count(notes))

-- ---- Finalizers say when an object goes

print("finalizers, in the opposite order of their creation")
local function make_temporary()
  for i = 1, 3 do
    setmetatable({ number = i }, {
      __gc = function(self)
        print("  farewell from " .. self.number)
      end,
    })
  end
end
make_temporary()
collectgarbage()
print("done")
