-- SPDX-License-Identifier: MIT
-- markov.lua: text that sounds like another text.
--
-- For every pair of neighbouring words the program notes which words follow it. New text is
-- made by drawing, again and again, one of the followers of the last two words. The random
-- numbers come from a small generator of our own, so that every run prints the same.

local source = [[
the wind came over the hill and the rain came over the hill and the shepherd said to
his dog that the wind was old and the rain was young . the dog said nothing for the dog
was old and the night was young . then the shepherd went over the hill and the dog went
over the hill and the wind said to the rain that the shepherd was wet . the rain said
that the dog was wet and the hill was wet and the wind was dry . so the shepherd said to
the rain that the night was long and the road was dark . the rain said nothing for the
night was old and the road was long . then the dog came to the house and the shepherd
came to the house and the fire said to the dog that the rain was over .
]]

local START = "\n" -- no word, so it can mark the beginning

-- Multiplicative congruential generator: small, and the same everywhere.
local function new_random(seed)
  return function(n)
    seed = seed * 48271 % 0x7fffffff
    return seed % n + 1
  end
end

local function pair_key(first, second)
  return first .. " " .. second
end

-- Maps pairs of words to the list of their followers, as often as they occur.
local function study(text)
  local followers = {}
  local first, second = START, START
  local function note(word)
    local key = pair_key(first, second)
    local list = followers[key]
    if not list then
      list = {}
      followers[key] = list
    end
    list[#list + 1] = word
    first, second = second, word
  end
  for word in text:gmatch("%S+") do
    note(word)
  end
  note(START)
  return followers
end

local function write_text(followers, random, limit)
  local words = {}
  local first, second = START, START
  for _ = 1, limit do
    local list = followers[pair_key(first, second)]
    local word = list[random(#list)]
    if word == START then
      break
    end
    words[#words + 1] = word
    first, second = second, word
  end
  return words
end

-- Capital letters after full stops, no space in front of them, lines of at most [width].
local function typeset(words, width)
  local text = table.concat(words, " "):gsub(" %.", ".")
  text = text:gsub("^%l", string.upper):gsub("%. %l", string.upper)
  local lines, line = {}, ""
  for word in text:gmatch("%S+") do
    if #line + #word + 1 > width then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local followers = study(source)
local pairs_known, choices = 0, 0
for _, list in pairs(followers) do
  pairs_known = pairs_known + 1
  choices = choices + (#list > 1 and 1 or 0)
end
print(string.format("%d pairs of words, %d of them with a choice of followers\n", pairs_known,
  choices))
for seed = 1, 3 do
  print("-- seed " .. seed)
  print(typeset(write_text(followers, new_random(seed * 7919), 60), 72) .. "\n")
end
