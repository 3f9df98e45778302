-- SPDX-License-Identifier: MIT
-- inheritance.lua: classes with one parent, from tables and __index.
--
-- A method that an object lacks is looked up in its class, and one that the class lacks in the
-- parent, up to the first ancestor that has it. Metamethods are inherited by copying.

local function class(name, parent)
  local new_class = { name = name }
  new_class.__index = new_class
  -- Metamethods are looked up without __index: a child must get its own copies.
  for key, value in pairs(parent or {}) do
    if type(key) == "string" and key:find("^__") and key ~= "__index" then
      new_class[key] = value
    end
  end
  return setmetatable(new_class, {
    __index = parent,
    __call = function(self, ...)
      local object = setmetatable({}, self)
      if object.init then
        object:init(...)
      end
      return object
    end,
    __tostring = function()
      return "class " .. name
    end,
  })
end

local Shape = class("Shape")

function Shape:init(label)
  self.label = label
end

function Shape:area()
  return 0
end

function Shape:__tostring()
  return string.format("%s (%s, area %.2f)", self.label, getmetatable(self).name, self:area())
end

function Shape.__lt(a, b)
  return a:area() < b:area()
end

local Rectangle = class("Rectangle", Shape)

function Rectangle:init(label, width, height)
  Shape.init(self, label) -- the parent's part first
  self.width, self.height = width, height
end

function Rectangle:area()
  return self.width * self.height
end

local Square = class("Square", Rectangle)

function Square:init(label, side)
  Rectangle.init(self, label, side, side)
end

local Disk = class("Disk", Shape)

function Disk:init(label, radius)
  Shape.init(self, label)
  self.radius = radius
end

function Disk:area()
  return math.pi * self.radius ^ 2
end

local function is_a(object, ancestor)
  local current = getmetatable(object)
  while current do
    if current == ancestor then
      return true
    end
    current = (getmetatable(current) or {}).__index
  end
  return false
end

local shapes = { Rectangle("door", 1, 2), Square("tile", 0.5), Disk("coin", 0.01),
  Disk("table", 0.6), Shape("point") }
table.sort(shapes, function(a, b)
  return a < b
end)
for _, shape in ipairs(shapes) do
  print(tostring(shape))
end
local tile = shapes[3]
print(tostring(Square), is_a(tile, Rectangle), is_a(tile, Shape), is_a(tile, Disk))

-- A method given to one object only, and one given to all later.
function tile:area()
  return 99
end
function Shape:describe()
  return self.label .. " takes " .. self:area()
end
print(tile:describe())
