-- SPDX-License-Identifier: MIT
-- A chain of one-way constraints, planned and propagated by objects.
local Variable = {}
Variable.__index = Variable
local function variable(v) return setmetatable({value = v, dependents = {}, mark = 0}, Variable) end
local Constraint = {}
Constraint.__index = Constraint
function Constraint.new(input, output, scale, offset)
  local c = setmetatable({input = input, output = output, scale = scale, offset = offset}, Constraint)
  input.dependents[#input.dependents + 1] = c
  return c
end
function Constraint:execute() self.output.value = self.input.value * self.scale + self.offset end
function Variable:plan(list, mark)
  self.mark = mark
  for _, c in ipairs(self.dependents) do
    if c.output.mark ~= mark then
      list[#list + 1] = c
      c.output:plan(list, mark)
    end
  end
  return list
end
local first = variable(0)
local last = first
for i = 1, 200 do
  local v = variable(0)
  Constraint.new(last, v, i % 2 == 0 and 1 or -1, i % 5)
  last = v
end
local sum = 0
for round = 1, 2500 do
  local plan = first:plan({}, round)
  for k = 1, 5 do
    first.value = round + k
    for i = 1, #plan do plan[i]:execute() end
    sum = sum + last.value
  end
end
print(sum)
