-- SPDX-License-Identifier: MIT
-- matrices_sparse.lua: matrices that only have the entries that are not zero.
--
-- A row is a table of column -> value without zeros, and the matrix a table of such rows. Row
-- and column "numbers" may be anything, also names. A product looks at the entries that exist:
-- a map with thousands of places has few roads at each.

local Sparse = {}
Sparse.__index = Sparse

function Sparse.new()
  return setmetatable({ rows = {} }, Sparse)
end

function Sparse:add(i, j, value)
  local row = self.rows[i]
  if not row then
    row = {}
    self.rows[i] = row
  end
  local sum = (row[j] or 0) + value
  row[j] = sum ~= 0 and sum or nil
end

function Sparse:get(i, j)
  local row = self.rows[i]
  return row and row[j] or 0
end

function Sparse.__mul(left, right)
  local product = Sparse.new()
  for i, row in pairs(left.rows) do
    for k, factor in pairs(row) do
      for j, value in pairs(right.rows[k] or {}) do
        product:add(i, j, factor * value)
      end
    end
  end
  return product
end

function Sparse:count()
  local entries = 0
  for _, row in pairs(self.rows) do
    for _ in pairs(row) do
      entries = entries + 1
    end
  end
  return entries
end

print("ways from the harbour, over sparse matrices with names as indices")
local roads = Sparse.new()
for from, to in ("harbour-market market-church market-mill church-mill mill-harbour mill-castle")
  :gmatch("(%a+)%-(%a+)") do
  roads:add(from, to, 1)
  roads:add(to, from, 1)
end
local places = { "harbour", "market", "church", "mill", "castle" }
local walks = roads
for length = 1, 4 do
  local parts = {}
  for i, place in ipairs(places) do
    parts[i] = place .. " " .. walks:get("harbour", place)
  end
  print(string.format("  of length %d: %s", length, table.concat(parts, ", ")))
  walks = walks * roads
end

local ring = Sparse.new()
for i = 1, 10000 do
  ring:add(i, i % 10000 + 1, 1)
end
local around = ring
for _ = 1, 4 do
  around = around * around
end
print(string.format("a ring of 10000 places: %d entries of %d; 16 steps from 9990 lead to %s",
  ring:count(), 10000 * 10000, next(around.rows[9990])))
