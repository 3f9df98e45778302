-- only: neap
-- slow
-- What coroutines cost: at most 400 bytes for a suspended one with its closure, and nothing when it is gone,
-- finished, failed, closed or forgotten; a stack that was deep gives its memory back.
local function used() collectgarbage() collectgarbage() return collectgarbage("count") * 1024 end

local N = 2000
local list = {}
for i = 1, N do list[i] = false end
local before = used()
for i = 1, N do
  local co = coroutine.create(function () coroutine.yield() end)
  coroutine.resume(co)
  list[i] = co
end
local each = (used() - before) / N
assert(each <= 400, each)
for i = 1, N do list[i] = false end
assert(used() - before < N, "suspended coroutines are not freed")

-- A suspended generator as wrap makes it, with a variable of its own.
for i = 1, N do
  local f = coroutine.wrap(function () coroutine.yield(i) end)
  f()
  list[i] = f
end
each = (used() - before) / N
assert(each <= 500, each)
for i = 1, N do list[i] = false end

local ends = {
  function (co) coroutine.resume(co) end,
  function (co) coroutine.close(co) end,
  function (co) coroutine.resume(co, error) end,
  function () end,
}
local function churn(count)
  for i = 1, count do
    local co = coroutine.create(function ()
      local f = coroutine.yield(i)
      if f then f(i) end
    end)
    coroutine.resume(co)
    ends[i % #ends + 1](co)
  end
end
churn(1000)
before = used()
churn(20000)
local rest = used() - before
assert(rest < 4096, rest)

-- Deep recursion in a coroutine that lives on.
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
local co = coroutine.wrap(function ()
  while true do coroutine.yield(deep(coroutine.yield())) end
end)
co()
before = used()
assert(co(20000) == 20000)
co()
assert(collectgarbage("count") * 1024 > before + 500000)
rest = used() - before
assert(rest < 10000, rest)
assert(co(10000) == 10000)
