-- SPDX-License-Identifier: MIT
-- multiple_inheritance.lua: classes with several parents.
--
-- One table can only name one __index table, but __index may also be a function: it asks the
-- parents in their order and keeps what it found in the class, so that the search is paid once.

local function class_of_many(...)
  local parents = { ... }
  local new_class = {}
  new_class.__index = new_class
  return setmetatable(new_class, {
    __index = function(self, key)
      for _, parent in ipairs(parents) do
        local value = parent[key]
        if value ~= nil then
          self[key] = value -- found once, fast ever after
          return value
        end
      end
    end,
  })
end

local Named = {}
function Named:set_name(name)
  self.title = name
  return self
end
function Named:greet()
  return "I am " .. self.title
end

local Counting = {}
function Counting:tick()
  self.count = (self.count or 0) + 1
  return self.count
end
function Counting:greet()
  return "I count"
end

local Clock = class_of_many(Named, Counting)
function Clock:chime()
  return ("ding "):rep(self:tick()) .. "- " .. self:greet()
end

local clock = setmetatable({}, Clock):set_name("the church clock")
print(clock:chime())
print(clock:chime())
print("greet comes from the first parent: " .. tostring(rawget(Clock, "greet") == Named.greet))
print("tick is kept in the class: " .. tostring(rawget(Clock, "tick") == Counting.tick))
print("unknown methods stay unknown: " .. tostring(clock.fly))
