-- SPDX-License-Identifier: MIT
-- string_buffers.lua: building long strings from many short ones.
--
-- Strings never change. Appending to a long one in a loop makes a new long string every time;
-- the bytes copied grow with the square of the count. Three remedies: a table and one concat,
-- a tower of pieces, and an object that hides either. The copying is counted, not timed.

-- Bytes that s = s .. piece copies for [count] pieces of [length] bytes.
local function copied_by_appending(count, length)
  local copied, total = 0, 0
  for _ = 1, count do
    total = total + length
    copied = copied + total
  end
  return copied
end

print("bytes copied for n pieces of 20 bytes")
print("       n      appending   one concat")
for _, count in ipairs({ 10, 1000, 100000 }) do
  print(string.format("%8d %14d %12d", count, copied_by_appending(count, 20), count * 20))
end

-- ---- A buffer object: chainable, with a separator, usable with tostring and #

local Buffer = {}
Buffer.__index = Buffer

function Buffer.new()
  return setmetatable({ pieces = {}, length = 0 }, Buffer)
end

function Buffer:add(...)
  for i = 1, select("#", ...) do
    local piece = tostring((select(i, ...)))
    self.pieces[#self.pieces + 1] = piece
    self.length = self.length + #piece
  end
  return self
end

function Buffer:format(pattern, ...)
  return self:add(pattern:format(...))
end

function Buffer:__len()
  return self.length
end

-- Keeps the result as the only piece, so asking twice costs little.
function Buffer:__tostring()
  local text = table.concat(self.pieces)
  self.pieces = { text }
  return text
end

local buffer = Buffer.new()
buffer:add("pi is about ", 22 / 7):format(" (%.4f), ", math.pi):add(true, "ly")
print("buffer: " .. tostring(buffer) .. "; " .. #buffer .. " bytes")

-- ---- A tower: each piece stays longer than those above it, like Hanoi's disks. A piece joins
-- the one below as soon as that is not longer: every byte is copied about log n times.

local Tower = {}
Tower.__index = Tower

function Tower.new()
  return setmetatable({ copied = 0 }, Tower)
end

function Tower:add(piece)
  self[#self + 1] = piece
  for i = #self - 1, 1, -1 do
    if #self[i] > #self[i + 1] then
      break
    end
    self[i] = self[i] .. table.remove(self)
    self.copied = self.copied + #self[i]
  end
end

function Tower:text()
  return table.concat(self)
end

local tower = Tower.new()
local check = {}
for i = 1, 1000 do
  local piece = string.format("%04d;", i)
  tower:add(piece)
  check[i] = piece
end
print("tower of 1000 pieces: " .. #tower .. " floors, " .. tower.copied .. " bytes copied")
print("  instead of " .. copied_by_appending(1000, 5))
print("  same text as concat: " .. tostring(tower:text() == table.concat(check)))

-- ---- Small jobs that need no buffer at all

print(("-"):rep(20))
print(("ab"):rep(5, "|"))
print((("the quick brown fox"):gsub("%a+", function(word)
  return word:sub(1, 1):upper() .. word:sub(2)
end)))
print(("%s has %d letters"):format("buffer", #"buffer"), ("live"):reverse())
