-- SPDX-License-Identifier: MIT
-- sets.lua: sets and bags: the elements are the keys of a table.
--
-- Membership is one index. Metamethods make + a union, * what is common, - a difference and
-- <= a subset test. Texts of sets are sorted, since a traversal has no order to rely on.

local Set = {}
Set.__index = Set

function Set.new(elements)
  local set = setmetatable({}, Set)
  for _, element in ipairs(elements or {}) do
    set[element] = true
  end
  return set
end

function Set.__add(a, b)
  local union = Set.new()
  for _, part in ipairs({ a, b }) do
    for element in pairs(part) do
      union[element] = true
    end
  end
  return union
end

function Set.__mul(a, b)
  local common = Set.new()
  for element in pairs(a) do
    common[element] = rawget(b, element)
  end
  return common
end

function Set.__le(a, b)
  for element in pairs(a) do
    if not rawget(b, element) then
      return false
    end
  end
  return true
end

function Set.__tostring(set)
  local names = {}
  for element in pairs(set) do
    names[#names + 1] = tostring(element)
  end
  table.sort(names)
  return "{" .. table.concat(names, ", ") .. "}"
end

function Set.__sub(a, b)
  local rest = Set.new()
  for element in pairs(a) do
    rest[element] = not rawget(b, element) or nil
  end
  return rest
end

local swims, flies = Set.new({ "duck", "carp", "otter" }), Set.new({ "duck", "bat", "wasp" })
print("swims      " .. tostring(swims))
print("or flies   " .. tostring(swims + flies))
print("and flies  " .. tostring(swims * flies))
print("subset?    " .. tostring(swims * flies <= swims) .. ", " .. tostring(swims <= flies))
print("only swims " .. tostring(swims - flies))
print("same set?  " .. tostring((swims - flies) + (swims * flies) <= swims))

-- A bag counts its elements; the set of letters of a word says little, the bag says anagrams.
local function bag_of_letters(word)
  local counts = {}
  for letter in word:gmatch("%a") do
    counts[letter] = (counts[letter] or 0) + 1
  end
  return counts
end

local function is_anagram(a, b)
  local left, right = bag_of_letters(a), bag_of_letters(b)
  for letter, count in pairs(left) do
    if right[letter] ~= count then
      return false
    end
    right[letter] = nil
  end
  return next(right) == nil
end

print("anagrams?  " .. tostring(is_anagram("conversation", "voices rant on")) .. ", "
  .. tostring(is_anagram("listen", "tinsels")))
