-- SPDX-License-Identifier: MIT
-- async.lua: tasks in straight-line style on the event loop of the module luv.
--
-- A task is a coroutine. Where it must wait, it registers a wake-up with the loop and yields;
-- callbacks of the loop only put tasks in line, and async.run gives them their turns. So no task
-- ever runs inside another one or inside a callback.
--
-- Cancelling a task withdraws what it waits for and closes its coroutine: the to-be-closed
-- variables it holds (connections, permits, tasks it started) are released on the spot. Their
-- __close handlers therefore never wait.

local uv = require("luv")

local async = {}

local line = { first = 1, last = 0 } -- woken tasks, each with the values it waited for
local current -- the task whose turn it is
local unobserved = {} -- failed tasks that nobody has joined yet

-- ---- Tasks

local Task = {}
Task.__index = Task

local function wake_up(task, ...)
  line.last = line.last + 1
  line[line.last] = { task = task, values = table.pack(...) }
end

-- Starts body(...) as a task; its first turn comes later.
function async.spawn(body, ...)
  local task = setmetatable({ thread = coroutine.create(body), joiners = {} }, Task)
  wake_up(task, ...)
  return task
end

local function finish(task, ...)
  task.results = table.pack(...)
  for _, wake in ipairs(task.joiners) do
    wake()
  end
end

-- Suspends the running task until wake(...), given to [start], is called, and returns those
-- values. Further calls of wake do nothing. start may return a function that withdraws the
-- operation; it is called if the task is cancelled before its next turn, perhaps after wake.
function async.await(start)
  local task = current
  assert(task and task.thread == coroutine.running(), "only a task can wait")
  local wait = {}
  task.wait = wait
  wait.withdraw = start(function(...)
    if task.wait == wait and not wait.woken then
      wait.woken = true
      wake_up(task, ...)
    end
  end)
  return coroutine.yield()
end

-- Waits for the end of the task. Returns true and its results, or false and the error.
function Task:join()
  self.observed = true
  if not self.results then
    async.await(function(wake)
      table.insert(self.joiners, wake)
    end)
  end
  return table.unpack(self.results, 1, self.results.n)
end

-- Ends the task now. Its joiners get false and [reason], or the error of a __close handler.
-- Returns false if it has ended already.
function Task:cancel(reason)
  if self.results then
    return false
  end
  assert(self ~= current, "a task cannot cancel itself")
  local wait = self.wait
  self.wait, self.observed = nil, true
  if wait and wait.withdraw then
    wait.withdraw()
  end
  local ok, problem = coroutine.close(self.thread)
  finish(self, false, ok and (reason or "cancelled") or problem)
  return true
end

-- A task held in a to-be-closed variable does not outlive the block.
function Task:__close()
  self:cancel()
end

local function take_turn(task, values)
  if task.results then
    return -- cancelled while it stood in line
  end
  current, task.wait = task, nil
  local outcome = table.pack(coroutine.resume(task.thread, table.unpack(values, 1, values.n)))
  current = nil
  if coroutine.status(task.thread) ~= "dead" then
    return
  elseif not outcome[1] then
    unobserved[#unobserved + 1] = task
    outcome = table.pack(coroutine.close(task.thread)) -- releases what the task held
  end
  finish(task, table.unpack(outcome, 1, outcome.n))
end

-- Runs body(...) as a task, and the loop until that task has ended. Returns its results, or
-- raises its error; so it does for another task's error that nobody asked for.
function async.run(body, ...)
  local main = async.spawn(body, ...)
  main.observed = true
  while not main.results do
    while line.first <= line.last do
      local entry = line[line.first]
      line[line.first] = nil
      line.first = line.first + 1
      take_turn(entry.task, entry.values)
    end
    if not main.results and not uv.run("once") and line.first > line.last then
      error("all tasks wait, and nothing can wake them", 0)
    end
  end
  uv.run("nowait") -- lets closed handles go
  local failed = not main.results[1] and main
  for _, task in ipairs(unobserved) do
    failed = failed or not task.observed and task
  end
  unobserved = {}
  if failed then
    error(failed.results[2], 0)
  end
  return table.unpack(main.results, 2, main.results.n)
end

-- ---- Time

local function start_timer(milliseconds, action)
  local timer = uv.new_timer()
  local function stop()
    if not timer:is_closing() then
      timer:close()
    end
  end
  timer:start(milliseconds, 0, function()
    stop()
    action()
  end)
  return stop
end

function async.sleep(milliseconds)
  async.await(function(wake)
    return start_timer(milliseconds, wake)
  end)
end

-- Runs body(...) as a task of its own, but no longer than the given time. Returns what join
-- returns; too late gives false and "timeout".
function async.with_timeout(milliseconds, body, ...)
  local task <close> = async.spawn(body, ...)
  local stop_timer = start_timer(milliseconds, function()
    task:cancel("timeout")
  end)
  local _ <close> = setmetatable({}, { __close = stop_timer })
  return task:join()
end

-- ---- Permits: at most [count] holders at once

local Semaphore = {}
Semaphore.__index = Semaphore

function async.new_semaphore(count)
  return setmetatable({ free = count, waiting = {} }, Semaphore)
end

-- Wakes the first in the queue if there is a permit for it.
local function offer_permit(semaphore)
  if semaphore.free > 0 and #semaphore.waiting > 0 then
    table.remove(semaphore.waiting, 1)()
  end
end

local function leave_queue(semaphore, wake)
  for i, other in ipairs(semaphore.waiting) do
    if other == wake then
      table.remove(semaphore.waiting, i)
      return
    end
  end
  offer_permit(semaphore) -- it had been woken; another may have the permit
end

-- Waits for a permit. It is given back when the returned value is closed.
function Semaphore:acquire()
  while self.free == 0 do
    async.await(function(wake)
      table.insert(self.waiting, wake)
      return function()
        leave_queue(self, wake)
      end
    end)
  end
  self.free = self.free - 1
  return setmetatable({}, {
    __close = function()
      self.free = self.free + 1
      offer_permit(self)
    end,
  })
end

return async
