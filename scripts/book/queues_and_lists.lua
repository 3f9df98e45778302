-- SPDX-License-Identifier: MIT
-- queues_and_lists.lua: linked lists and double-ended queues, made of tables.
--
-- Tables are the only structure of the language and most classic structures are a few lines
-- on top. Each part below prints what it does to a small example.

-- ---- Linked list: every node is {value, next}

local function list_from(...)
  local list = nil
  for i = select("#", ...), 1, -1 do
    list = { value = (select(i, ...)), next = list }
  end
  return list
end

local function nodes(list)
  return function(_, node)
    if node == nil then
      return list
    end
    return node.next
  end
end

local function list_text(list)
  local parts = {}
  for node in nodes(list) do
    parts[#parts + 1] = tostring(node.value)
  end
  return #parts > 0 and table.concat(parts, " -> ") or "(empty)"
end

local function reversed(list)
  local result = nil
  for node in nodes(list) do
    result = { value = node.value, next = result }
  end
  return result
end

-- Puts [value] at its place in a sorted list; a pointer to a link is a node and a field.
local function insert_sorted(list, value)
  local before = { next = list }
  local head = before
  while before.next and before.next.value < value do
    before = before.next
  end
  before.next = { value = value, next = before.next }
  return head.next
end

local days = list_from("mon", "tue", "wed")
print("list       " .. list_text(days))
print("reversed   " .. list_text(reversed(days)))
print("empty      " .. list_text(list_from()))
local sorted = nil
for _, value in ipairs({ 5, 1, 4, 1, 3 }) do
  sorted = insert_sorted(sorted, value)
end
print("sorted     " .. list_text(sorted))

-- ---- Double-ended queue: two indices that move apart and together

local Deque = {}
Deque.__index = Deque

function Deque.new()
  return setmetatable({ first = 0, last = -1 }, Deque)
end

function Deque:push_front(value)
  self.first = self.first - 1
  self[self.first] = value
end

function Deque:push_back(value)
  self.last = self.last + 1
  self[self.last] = value
end

function Deque:pop_front()
  assert(self.first <= self.last, "deque is empty")
  local value = self[self.first]
  self[self.first] = nil -- so that the value can be collected
  self.first = self.first + 1
  return value
end

function Deque:pop_back()
  assert(self.first <= self.last, "deque is empty")
  local value = self[self.last]
  self[self.last] = nil
  self.last = self.last - 1
  return value
end

function Deque:__len()
  return self.last - self.first + 1
end

function Deque:__tostring()
  return "[" .. table.concat(self, " ", self.first, self.last) .. "]"
end

local line = Deque.new()
for _, who in ipairs({ "ann", "bob", "cid" }) do
  line:push_back(who)
end
line:push_front("eve")
print("deque      " .. tostring(line) .. ", length " .. #line)
print("served     " .. line:pop_front() .. " in front, " .. line:pop_back() .. " at the back")
print("left       " .. tostring(line))
for turn = 1, 100000 do -- a queue that moves on for ever keeps its size
  line:push_back("guest " .. turn)
  line:pop_front()
end
print("much later " .. tostring(line))
line:pop_front()
line:pop_front()
print("at last    " .. tostring(line), select(2, pcall(line.pop_front, line)):match(":%d+: (.*)"))
