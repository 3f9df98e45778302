-- SPDX-License-Identifier: MIT
-- word_frequency.lua: counting words, and what else a table of counts is good for.
--
-- Without an argument it reads a poem of its own; "word_frequency.lua FILE [HOW MANY]" reads a
-- file. Equal counts are sorted by the word, since tables have no order of their own.

local poem = [[
The sea has no doors, and the wind has no key,
and the gulls have no houses, the gulls by the sea.
But the boats have a harbour, the harbour a light,
and the light has a keeper, awake in the night.

The keeper has coffee, the coffee is hot,
he writes in the logbook what is and what's not:
no ship and no whale, and no word from the shore,
just the wind at the key of a sea without door.
]]

-- Words are letters, with apostrophes between them ("what's").
local function words(text)
  return text:lower():gmatch("%a[%a']*")
end

local function count(iterator)
  local counts, total = {}, 0
  for item in iterator do
    counts[item] = (counts[item] or 0) + 1
    total = total + 1
  end
  return counts, total
end

-- The keys of [counts], the most frequent first.
local function ranked(counts)
  local keys = {}
  for key in pairs(counts) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    return counts[a] > counts[b] or (counts[a] == counts[b] and a < b)
  end)
  return keys
end

local function read_text()
  if not arg or not arg[1] then
    return poem
  end
  local file = assert(io.open(arg[1]))
  local text = file:read("a")
  file:close()
  return text
end

local text = read_text()
local how_many = arg and tonumber(arg[2]) or 8
local counts, total = count(words(text))
local order = ranked(counts)
print(string.format("%d words, %d different ones", total, #order))
for i = 1, math.min(how_many, #order) do
  local word = order[i]
  print(string.format("%10s %3d  %s", word, counts[word], ("#"):rep(counts[word])))
end

local letters, letter_total = count(text:lower():gmatch("%a"))
local bars = {}
for i, letter in ipairs(ranked(letters)) do
  bars[i] = string.format("%s %.0f%%", letter, 100 * letters[letter] / letter_total)
  if i == 8 then
    break
  end
end
print("letters: " .. table.concat(bars, ", "))

-- An index: on which lines does a word stand?
local lines_of_word, line_number = {}, 0
for line in text:gmatch("([^\n]*)\n") do
  line_number = line_number + 1
  for word in words(line) do
    local lines = lines_of_word[word] or {}
    lines_of_word[word] = lines
    if lines[#lines] ~= line_number then
      lines[#lines + 1] = line_number
    end
  end
end
print("index:")
local index = {}
for word, lines in pairs(lines_of_word) do
  if #lines > 1 and #word > 3 then
    index[#index + 1] = string.format("  %-8s %s", word, table.concat(lines, ", "))
  end
end
table.sort(index)
print(table.concat(index, "\n"))

-- How long are the words?
local lengths = count(coroutine.wrap(function()
  for word in words(text) do
    coroutine.yield(#word)
  end
end))
local longest = math.max(table.unpack(ranked(lengths)))
local histogram = {}
for length = 1, longest do
  histogram[length] = string.format("%d:%d", length, lengths[length] or 0)
end
print("lengths: " .. table.concat(histogram, " "))
