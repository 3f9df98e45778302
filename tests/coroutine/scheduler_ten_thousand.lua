-- slow
-- Schedulers with 10,000 tasks: round robin, timers in a heap, messages between tasks, tasks that fail and tasks
-- that are cancelled by closing their coroutine.
local TASKS = 10000

-- Round robin: each gets its turns, in order.
local queue, turns = {}, 0
for i = 1, TASKS do
  queue[i] = coroutine.create(function (...)
    for turn = 1, i % 5 do
      assert(coroutine.yield(i, turn) == i + turn)
    end
    return "end"
  end)
end
local answers, rounds = {}, 0
while #queue > 0 do
  local again = {}
  for _, co in ipairs(queue) do
    local ok, i, turn = coroutine.resume(co, answers[co])
    assert(ok, i)
    turns = turns + 1
    if i ~= "end" then
      assert(coroutine.status(co) == "suspended")
      answers[co] = i + turn
      again[#again + 1] = co
    end
  end
  queue, rounds = again, rounds + 1
end
print(rounds, turns)                    -- expect: 5 30000

-- Timers: tasks sleep for different times; a binary heap finds who wakes next.
local heap, now, log = {}, 0, {}
local function push(time, co)
  local i = #heap + 1
  while i > 1 and heap[i // 2].time > time do heap[i], i = heap[i // 2], i // 2 end
  heap[i] = {time = time, co = co}
end
local function pop()
  local top, last = heap[1], table.remove(heap)
  local n, i = #heap, 1
  if n > 0 then
    while 2 * i <= n do
      local child = 2 * i
      if child < n and heap[child + 1].time < heap[child].time then child = child + 1 end
      if heap[child].time >= last.time then break end
      heap[i], i = heap[child], child
    end
    heap[i] = last
  end
  return top
end
local function sleep(time) return coroutine.yield(time) end
local awake = 0
local function sleeper(seed)
  for _ = 1, 3 do
    local before = now
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    local time = seed % 100 + 1
    sleep(time)
    assert(now == before + time)
    awake = awake + 1
  end
end
for i = 1, TASKS do push(0, coroutine.create(function () sleeper(i) end)) end
local latest = 0
while #heap > 0 do
  local entry = pop()
  assert(entry.time >= latest)
  latest, now = entry.time, entry.time
  local ok, time = coroutine.resume(entry.co)
  assert(ok, time)
  if time then push(now + time, entry.co) end
end
print(awake)                            -- expect: 30000

-- A token goes round a ring of tasks through mailboxes.
local mailboxes, waiting, ready, first, last = {}, {}, {}, 1, 0
local function make_ready(co, message)
  last = last + 1
  ready[last] = {co, message}
end
local function send(to, message)
  if waiting[to] then
    make_ready(waiting[to], message)
    waiting[to] = nil
  else
    mailboxes[to] = message
  end
end
local function receive(me)
  local message = mailboxes[me]
  if message then mailboxes[me] = nil return message end
  return coroutine.yield(me)
end
for i = 1, TASKS do
  make_ready(coroutine.create(function ()
    repeat
      local token = receive(i)
      send(i % TASKS + 1, token - 1)
    until token <= TASKS
  end))
end
local turns_taken = 0
mailboxes[1] = 3 * TASKS
while first <= last do
  local co, message = ready[first][1], ready[first][2]
  ready[first] = nil
  first = first + 1
  local ok, me = coroutine.resume(co, message)
  assert(ok, me)
  turns_taken = turns_taken + 1
  if me then waiting[me] = co end
end
print(turns_taken, next(waiting), mailboxes[1]) -- expect: 30000 nil 0

-- Failing and cancelled tasks give back what they held.
local held, failed, done = 0, 0, 0
local function hold()
  held = held + 1
  return setmetatable({}, {__close = function () held = held - 1 end})
end
local tasks = {}
for i = 1, TASKS do
  tasks[i] = coroutine.create(function ()
    local first <close> = hold()
    coroutine.yield()
    local second <close> = hold()
    if i % 3 == 0 then error("failed " .. i, 0) end
    coroutine.yield()
    done = done + 1
  end)
end
for i = 1, TASKS do assert(coroutine.resume(tasks[i])) end
assert(held == TASKS)
for i = 1, TASKS do
  local ok, message = coroutine.resume(tasks[i])
  if not ok then
    failed = failed + 1
    assert(message == "failed " .. i and not coroutine.close(tasks[i]))
  end
end
for i = 1, TASKS, 2 do coroutine.close(tasks[i]) end
for i = 2, TASKS, 2 do coroutine.resume(tasks[i]) end
print(failed, done, held)               -- expect: 3333 3334 0
