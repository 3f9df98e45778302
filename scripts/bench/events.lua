-- SPDX-License-Identifier: MIT
-- A simulation with objects, a priority queue and virtual methods.
local Queue = {}
Queue.__index = Queue
function Queue.new() return setmetatable({n = 0}, Queue) end
function Queue:push(time, actor)
  local n = self.n + 1
  self.n = n
  while n > 1 do
    local parent = (n - n % 2) / 2
    if self[parent].time <= time then break end
    self[n] = self[parent]
    n = parent
  end
  self[n] = {time = time, actor = actor}
end
function Queue:pop()
  local top, last, n = self[1], self[self.n], self.n - 1
  self[self.n], self.n = nil, n
  local i = 1
  while 2 * i <= n do
    local j = 2 * i
    if j < n and self[j + 1].time < self[j].time then j = j + 1 end
    if self[j].time >= last.time then break end
    self[i] = self[j]
    i = j
  end
  if n > 0 then self[i] = last end
  return top
end
local Actor = {}
Actor.__index = Actor
function Actor:new(o) self.__index = self; return setmetatable(o, self) end
function Actor:delay() return self.period end
function Actor:act(world) world.steps = world.steps + 1 end
local Producer, Consumer = Actor:new {}, Actor:new {}
function Producer:act(world) Actor.act(self, world); world.stock = world.stock + self.amount end
function Consumer:act(world)
  Actor.act(self, world)
  if world.stock > 0 then world.stock = world.stock - 1; self.eaten = self.eaten + 1 end
end
function Consumer:delay() return self.period + self.eaten % 3 end
local queue, world = Queue.new(), {steps = 0, stock = 0}
for i = 1, 50 do queue:push(i, Producer:new {period = 7 + i % 5, amount = i % 4}) end
for i = 1, 100 do queue:push(i, Consumer:new {period = 5 + i % 3, eaten = 0}) end
for _ = 1, 250000 do
  local event = queue:pop()
  event.actor:act(world)
  queue:push(event.time + event.actor:delay(), event.actor)
end
print(world.steps, world.stock)
