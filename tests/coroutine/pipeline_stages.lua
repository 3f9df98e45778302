-- A pipeline of 50 filters between producer and consumer: by resume, by wrap, and by plain calls inside one
-- coroutine; it ends, fails and is closed as a whole.
local STAGES, ITEMS = 50, 100

local function by_resume()
  local function receive(stage)
    local ok, v = coroutine.resume(stage)
    if not ok then error(v, 0) end
    return v
  end
  local stage = coroutine.create(function () for i = 1, ITEMS do coroutine.yield(i) end end)
  for k = 1, STAGES do
    local source = stage
    stage = coroutine.create(function ()
      for v in receive, source do coroutine.yield(v + k) end
    end)
  end
  local sum = 0
  for v in receive, stage do sum = sum + v end
  assert(coroutine.status(stage) == "dead")
  return sum
end

local function by_wrap()
  local stage = coroutine.wrap(function () for i = 1, ITEMS do coroutine.yield(i) end end)
  for k = 1, STAGES do
    local source = stage
    stage = coroutine.wrap(function () for v in source do coroutine.yield(v + k) end end)
  end
  local sum = 0
  for v in stage do sum = sum + v end
  return sum
end

local function by_yields_through_calls()
  local function send(k, v)
    if k == 0 then return coroutine.yield(v) end
    return (send(k - 1, v + k))
  end
  local sum = 0
  for v in coroutine.wrap(function () for i = 1, ITEMS do send(STAGES, i) end end) do sum = sum + v end
  return sum
end

local expected = ITEMS * (ITEMS + 1) // 2 + ITEMS * STAGES * (STAGES + 1) // 2
assert(by_resume() == expected)
assert(by_wrap() == expected)
assert(by_yields_through_calls() == expected)

-- An error of the producer passes all stages, each of which closes what it holds.
local closed = 0
local function holding(source)
  return coroutine.wrap(function ()
    local c <close> = setmetatable({}, {__close = function () closed = closed + 1 end})
    for v in source do coroutine.yield(v) end
  end)
end
local stage = coroutine.wrap(function () coroutine.yield(1) coroutine.yield(2) error({"dry"}) end)
for _ = 1, STAGES do stage = holding(stage) end
assert(stage() == 1 and stage() == 2)
local ok, problem = pcall(stage)
assert(not ok and problem[1] == "dry" and closed == STAGES)
assert(not pcall(stage))

-- Filters that drop, multiply and merge: the numbers without factors 2, 3 and 5, and Hamming's.
local function sieve(source, divisor)
  return coroutine.wrap(function () for v in source do if v % divisor ~= 0 then coroutine.yield(v) end end end)
end
local function range(n) return coroutine.wrap(function () for i = 1, n do coroutine.yield(i) end end) end
local out = {}
for v in sieve(sieve(sieve(range(40), 2), 3), 5) do out[#out + 1] = v end
print(table.concat(out, " "))           -- expect: 1 7 11 13 17 19 23 29 31 37

local function times(n, source) return coroutine.wrap(function () for v in source do coroutine.yield(n * v) end end) end
local function merge(a, b)
  return coroutine.wrap(function ()
    local x, y = a(), b()
    while x or y do
      if not y or (x and x < y) then coroutine.yield(x) x = a()
      elseif not x or y < x then coroutine.yield(y) y = b()
      else coroutine.yield(x) x, y = a(), b() end
    end
  end)
end
local function hamming(limit)
  return coroutine.wrap(function ()
    coroutine.yield(1)
    if limit > 1 then
      local half = limit // 2
      for v in merge(times(2, hamming(half)), merge(times(3, hamming(limit // 3)), times(5, hamming(limit // 5)))) do
        if v <= limit then coroutine.yield(v) end
      end
    end
  end)
end
out = {}
for v in hamming(30) do out[#out + 1] = v end
print(table.concat(out, " "))           -- expect: 1 2 3 4 5 6 8 9 10 12 15 16 18 20 24 25 27 30

-- A recursive generator: permutations, and the leaves of two trees compared one by one.
local function permutations(t, n)
  if n <= 1 then coroutine.yield(table.concat(t)) return end
  for i = 1, n do
    t[n], t[i] = t[i], t[n]
    permutations(t, n - 1)
    t[n], t[i] = t[i], t[n]
  end
end
out = {}
for p in coroutine.wrap(function () permutations({"a", "b", "c"}, 3) end) do out[#out + 1] = p end
print(table.concat(out, " "))           -- expect: bca cba cab acb bac abc
local function leaves(t) if type(t) == "table" then for _, v in ipairs(t) do leaves(v) end else coroutine.yield(t) end end
local function same_fringe(a, b)
  local next_a, next_b = coroutine.wrap(function () leaves(a) end), coroutine.wrap(function () leaves(b) end)
  local x, y
  repeat x, y = next_a(), next_b() until x ~= y or x == nil
  return x == y
end
print(same_fringe({1, {2, {3}}, 4}, {{1, 2}, {{3, 4}}}), same_fringe({1, {2, 3}}, {{1, 2}, 4})) -- expect: true false
