-- Checks that a coroutine may be suspended in a place where Lua code runs.
--
--   local place = ... or dofile("data/place.lua")
--   place(name, expected, body [, failed])
--   place.finish()
--
-- body(y) brings about the place, calls y there (once or more, arguments as it likes), and returns
-- tostring-able proof that everything around the place still worked: [expected]. Each place is tried in
-- four ways, and where y is called more often, at each of its calls: it yields nothing; it yields values;
-- it raises the error "broken" after the resume; the coroutine is closed while suspended. An error must
-- arrive at a pcall around body, unless [failed] says what body returns then. Failures are printed, with
-- the names of place and way; finish says whether there were any.
--
-- body may be run any number of times, also while others of it are suspended, and outside of coroutines
-- with a y that returns at once.

local MOST_CALLS = 12 -- calls of y at which errors and closing are tried

local function nothing() end

-- Runs body to its end without suspending it and returns how often y was called.
local function run_plainly(body, expected)
  local calls = 0
  local result = body(function () calls = calls + 1 end)
  assert(result == expected, "without yields: " .. tostring(result))
  assert(calls > 0, "y was never called")
  return calls
end

local function step(co, ...)
  local results = table.pack(coroutine.resume(co, ...))
  assert(results[1], results[2])
  assert(coroutine.status(co) == "suspended", "dead too early")
  return results
end

-- Resumes a suspended coroutine once more, after others had their turns.
local function step_later(co, body, expected, ...)
  assert(body(nothing) == expected, "another run")
  collectgarbage()
  return coroutine.resume(co, ...)
end

local function finish(co, expected, ok, result)
  assert(ok, result)
  assert(result == expected, result)
  assert(coroutine.status(co) == "dead", coroutine.status(co))
end

local ways = {}

ways[1] = {"yield nothing", function (body, expected, calls)
  local co = coroutine.create(function () return body(function ()
    assert(select("#", coroutine.yield()) == 0)
  end) end)
  for _ = 1, calls do assert(step(co).n == 1) end
  finish(co, expected, step_later(co, body, expected))
end}

ways[2] = {"yield values", function (body, expected, calls)
  local sent = 0
  local co = coroutine.create(function () return body(function ()
    sent = sent + 1
    local back = table.pack(coroutine.yield(sent, nil, "out", nil))
    assert(back.n == 5 and back[1] == -sent and back[2] == nil and back[3] == "in" and back[4] == true
      and back[5] == nil)
    assert(select("#", coroutine.yield(table.unpack(back, 1, 200))) == 199)
  end) end)
  local got = step(co)
  for i = 1, calls do
    assert(got.n == 5 and got[2] == i and got[3] == nil and got[4] == "out" and got[5] == nil)
    got = step(co, -i, nil, "in", true, nil)
    assert(got.n == 201 and got[2] == -i)
    if i < calls then got = step(co, table.unpack({}, 1, 199)) end
  end
  finish(co, expected, step_later(co, body, expected, table.unpack({}, 1, 199)))
end}

ways[3] = {"error after resume", function (body, expected, calls, failed)
  for failing = 1, math.min(calls, MOST_CALLS) do
    local call = 0
    local co = coroutine.create(function () return pcall(body, function ()
      call = call + 1
      if call > failing then return end
      coroutine.yield()
      if call == failing then error("broken", 0) end
    end) end)
    for _ = 1, failing do step(co) end
    local alive, ok, result = step_later(co, body, expected)
    assert(alive and coroutine.status(co) == "dead", ok)
    if failed then
      assert(ok and result == failed, result)
    else
      assert(not ok and result == "broken", result)
    end
    assert(body(nothing) == expected, "a run afterwards")
  end
end}

ways[4] = {"close while suspended", function (body, expected, calls)
  for last = 1, math.min(calls, MOST_CALLS) do
    local closing, closed = false, 0
    local co = coroutine.create(function ()
      local _ <close> = setmetatable({}, {__close = function (_, problem)
        closed = closed + 1
        assert(problem == nil)
      end})
      return body(function () if not closing then coroutine.yield() end end)
    end)
    for _ = 1, last do step(co) end
    assert(body(nothing) == expected, "another run")
    closing = true
    local ok, problem = coroutine.close(co)
    assert(ok, problem)
    assert(closed == 1 and coroutine.status(co) == "dead")
    assert(body(nothing) == expected, "a run afterwards")
  end
end}

local failures = 0

local function report(name, way, problem)
  failures = failures + 1
  print(("FAILED %s: %s: %s"):format(name, way, problem))
end

local place = {count = 0}

function place.finish()
  if failures == 0 and place.count > 0 then print("every place passed") end
end

return setmetatable(place, {__call = function (_, name, expected, body, failed)
  place.count = place.count + 1
  local ok, calls = pcall(run_plainly, body, expected)
  if not ok then return report(name, "no yield", calls) end
  for _, way in ipairs(ways) do
    local passed, problem = pcall(way[2], body, expected, calls, failed)
    if not passed then report(name, way[1], problem) end
  end
end})
