-- only: neap
-- A coroutine may yield from a loader called by require: without values, with values, with an
-- error after the resume, and it may be closed while suspended there.
local n = 0
local function place(act)
  n = n + 1
  local name = "generated" .. n
  package.preload[name] = function (...) act("load"); return {name = ...} end
  return (require(name).name:gsub("%d", ""))
end
local expected = "generated"

-- Values go out and come in, as often as the place is reached.
local co = coroutine.create(function () return place(coroutine.yield) end)
local passed, value = {}, nil
repeat
  local ok
  ok, value = coroutine.resume(co, "in")
  assert(ok, value)
  passed[#passed + 1] = value
until coroutine.status(co) == "dead"
assert(value == expected, value)
assert(#passed > 1)

-- Without values, other coroutines running in between, the collector too.
local other = coroutine.wrap(function () while true do coroutine.yield(place(function () end)) end end)
co = coroutine.wrap(function () return place(function () assert(coroutine.yield() == nil) end) end)
local result
repeat
  result = co()
  collectgarbage()
  assert(other() == expected)
until result
assert(result == expected, result)

-- An error after the resume reaches the pcall around the place.
co = coroutine.create(function ()
  return pcall(place, function () coroutine.yield(); error("after resume", 0) end)
end)
assert(coroutine.resume(co))
local results
repeat results = table.pack(coroutine.resume(co)) until coroutine.status(co) == "dead"
assert(results[1] == true and results[2] == false, results[2])
assert(tostring(results[3]):find("after resume", 1, true), results[3])

-- Closing the coroutine runs its pending closing methods.
local closed = 0
co = coroutine.create(function ()
  local c <close> = setmetatable({}, {__close = function () closed = closed + 1 end})
  return place(coroutine.yield)
end)
assert(coroutine.resume(co))
assert(coroutine.close(co) and closed == 1 and coroutine.status(co) == "dead")
