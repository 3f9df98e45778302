-- only: neap
-- A hook written in Lua may yield, at every kind of event, with and without values; what it interrupted goes on.
local function work(a, b)
  local t = {a, b}
  local function inner(...) return select("#", ...), ... end
  local n, x, y = inner(table.unpack(t))
  local ok, s = pcall(string.rep, "x", n)
  for _, v in ipairs(t) do s = s .. v end
  return n, x, y, ok, (string.gsub(s, "x", function (c) return c .. c end))
end

local function run(mask, count, ...)
  local values = {...}
  local events = 0
  local co = coroutine.create(work)
  debug.sethook(co, function (event, line)
    events = events + 1
    local got = table.pack(coroutine.yield(event, table.unpack(values)))
    assert(got.n == 2 and got[1] == events and got[2] == nil)
  end, mask, count)
  local r = table.pack(coroutine.resume(co, "p", "q"))
  local rounds = 0
  while coroutine.status(co) == "suspended" do
    rounds = rounds + 1
    assert(r[1] and r.n == 2 + #values and r[3] == values[1], r[2])
    assert(debug.traceback(co):find("in hook '?'", 1, true))
    r = table.pack(coroutine.resume(co, rounds, nil))
  end
  assert(rounds == events and rounds > 0)
  print(mask, rounds > 8, table.unpack(r, 1, r.n))
end

run("c", 0)             -- expect: c true true 2 p q true xxxxpq
run("r", 0, 1)          -- expect: r true true 2 p q true xxxxpq
run("l", 0, 1, 2)       -- expect: l true true 2 p q true xxxxpq
run("", 1)              -- expect:  true true 2 p q true xxxxpq
run("", 1, 1, nil)      -- expect:  true true 2 p q true xxxxpq
run("crl", 1, "v")      -- expect: crl true true 2 p q true xxxxpq
run("cr", 3, "v", "w")  -- expect: cr true true 2 p q true xxxxpq

-- The hook function may be yield itself.
local co = coroutine.wrap(function () local x = 1 return x end)
local inside = coroutine.create(function () local x = 1; x = x + 1; return x end)
debug.sethook(inside, coroutine.yield, "l")
print(coroutine.resume(inside))  -- expect: true line 43
repeat local ok, v = coroutine.resume(inside) until coroutine.status(inside) == "dead" or not ok
print(coroutine.status(inside))  -- expect: dead
