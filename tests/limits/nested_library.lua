-- only: neap
-- slow
-- 100,000 library functions within one another, each called by the metamethod, iterator or reader that the one before calls.
local depth = 100000
local function object(event, f) return setmetatable({}, {["__" .. event] = f}) end

local function insert(n)
  return n == 0 or table.insert(object("newindex", function () insert(n - 1) end), 1)
end
local function insert_between(n)
  if n == 0 then return end
  local mt = {__len = function () return 1 end, __newindex = rawset}
  mt.__index = function () insert_between(n - 1) end
  table.insert(setmetatable({}, mt), 1, 5)
end
local function remove(n)
  return n == 0 or table.remove(object("newindex", function () remove(n - 1) end))
end
local function move(n)
  return n == 0 or table.move({5}, 1, 1, 1, object("newindex", function () move(n - 1) end))
end
local function move_from(n)
  return n == 0 or table.move(object("index", function () move_from(n - 1) end), 1, 1, 1, {})
end
local function unpack(n)
  return n == 0 or table.unpack(object("index", function () unpack(n - 1) end), 1, 1)
end
local function concat(n)
  return n == 0 or table.concat(object("index", function () concat(n - 1) return "" end), ",", 1, 1)
end
local function format(n)
  return n == 0 or ("%d %s"):format(1, object("tostring", function () format(n - 1) return "" end))
end
local function elements(n)
  if n == 0 then return end
  for _ in ipairs(object("index", function () elements(n - 1) end)) do end
end
local function reader(n)
  if n == 0 then return end
  assert(load(function () n = n and reader(n - 1) end))
end
local function closing(n)
  if n == 0 then return end
  for _ in next, {}, nil, object("close", function () closing(n - 1) end) do end
end
local function leaving(n)
  if n == 0 then return end
  for _ in next, {1}, nil, object("close", function () leaving(n - 1) end) do break end
end
local all = {
  insert = insert, insert_between = insert_between, remove = remove, move = move, move_from = move_from, unpack = unpack,
  concat = concat, format = format, elements = elements, reader = reader, closing = closing, leaving = leaving,
}
for name, nest in pairs(all) do
  local ok, message = pcall(nest, depth)
  if not ok then print(name, message) end
end
print("all")                             -- expect: all
