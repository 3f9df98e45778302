-- SPDX-License-Identifier: MIT
-- serialization.lua: data written as Lua code and read back with load.
--
-- Values without shared parts are one constructor. With cycles or shared tables, every table
-- gets a number: first all tables are made, then the links between them. Keys are sorted, so
-- that the text does not depend on the order of a traversal.

-- Text from which load makes the same value again; floats stay floats, bit by bit.
local function basic_text(value)
  local kind = math.type(value) or type(value)
  if kind == "string" then
    return (string.format("%q", value):gsub("\\\n", "\\n"))
  elseif kind == "integer" or kind == "float" then
    return string.format("%q", value)
  elseif kind == "boolean" or kind == "nil" then
    return tostring(value)
  end
  error("cannot serialise a " .. kind, 0)
end

-- Keys in a fixed order: numbers, then strings, then the rest by their text.
local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    if type(a) ~= type(b) then
      return type(a) < type(b)
    elseif type(a) == "number" or type(a) == "string" then
      return a < b
    end
    return tostring(a) < tostring(b)
  end)
  return keys
end

-- Whether [key] can stand without brackets; the compiler knows the reserved words best.
local function is_name(key)
  return type(key) == "string" and key:find("^[%a_][%w_]*$") and load("local " .. key) ~= nil
end

-- ---- Trees: nested constructors

local function tree_text(value, indent)
  if type(value) ~= "table" then
    return basic_text(value)
  end
  indent = indent or ""
  local inner = indent .. "  "
  local parts = {}
  for _, key in ipairs(sorted_keys(value)) do
    local left = is_name(key) and key or "[" .. basic_text(key) .. "]"
    parts[#parts + 1] = inner .. left .. " = " .. tree_text(value[key], inner) .. ",\n"
  end
  return #parts == 0 and "{}" or "{\n" .. table.concat(parts) .. indent .. "}"
end

local recipe = {
  name = "Pancakes",
  ["for"] = 4,
  vegan = false,
  needs = { "flour", "milk", "eggs" },
  grams = { flour = 250, ["milk, cold"] = 500.0, salt = 0.1 },
  note = 'Say "flip!"\nand mean it.',
}
print("a tree")
local text = tree_text(recipe)
print(text)
local copy = load("return " .. text)()
print("the copy gives the same text: " .. tostring(tree_text(copy) == text))
local extremes = { math.mininteger, math.maxinteger, 0.1, 1 / 3, 2 ^ 63, -math.huge, 5e-324 }
local survivors = 0
for i, value in ipairs(load("return " .. tree_text(extremes))()) do
  survivors = survivors + (value == extremes[i] and math.type(value) == math.type(extremes[i])
    and 1 or 0)
end
print(survivors .. " of " .. #extremes .. " extreme numbers survive")

-- ---- Graphs: cycles and shared tables

local function graph_text(root)
  local numbers, count = {}, 0
  local lines = {}

  local function reference(value)
    if type(value) ~= "table" then
      return basic_text(value)
    end
    return "t[" .. numbers[value] .. "]"
  end

  -- Without recursion: [pending] grows while it is walked, long chains are no problem.
  local pending = { root }
  numbers[root], count = 1, 1
  local position = 1
  while pending[position] do
    local current = pending[position]
    position = position + 1
    for _, key in ipairs(sorted_keys(current)) do
      for _, part in ipairs({ key, current[key] }) do
        if type(part) == "table" and not numbers[part] then
          count = count + 1
          numbers[part] = count
          pending[count] = part
        end
      end
      lines[#lines + 1] = string.format("t[%d][%s] = %s", numbers[current], reference(key),
        reference(current[key]))
    end
  end
  return string.format("local t = {}\nfor i = 1, %d do t[i] = {} end\n%s\nreturn t[1]", count,
    table.concat(lines, "\n"))
end

local romeo, juliet = { name = "Romeo" }, { name = "Juliet" }
local verona = { people = { romeo, juliet }, [juliet] = "Capulet" }
romeo.loves, juliet.loves, romeo.lives, juliet.lives = juliet, romeo, verona, verona
print("a graph")
text = graph_text(verona)
print(text)
local play = load(text)()
local hero, heroine = play.people[1], play.people[2]
print("loved in return: " .. tostring(hero.loves.loves == hero))
print("key by identity: " .. play[heroine] .. ", " .. tostring(hero.lives == play))

local chain = {}
for _ = 1, 20000 do
  chain = { next = chain }
end
local length, node = 0, load(graph_text(chain))()
while node.next do
  length, node = length + 1, node.next
end
print("a chain of " .. length .. " tables came back")
print(pcall(tree_text, { print }))
