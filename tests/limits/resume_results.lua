-- Results that do not fit on the resumer's stack are refused with a message.
-- slow
local function many(n) return function () return table.unpack({}, 1, n) end end
local function yielding(n) return function () coroutine.yield(table.unpack({}, 1, n)) return "end" end end
local function is_refusal(message)
  return message:find("too many results", 1, true) or message:find("stack overflow", 1, true)
end
for _, make in ipairs {many, yielding} do
  assert(select("#", coroutine.resume(coroutine.create(make(300000)))) == 300001)
  for _, n in ipairs {999980, 999990, 999998} do
    local ok, message = coroutine.resume(coroutine.create(make(n)))
    assert(ok and message == nil or is_refusal(message), message)
    local fits, problem = pcall(function () local first = coroutine.wrap(make(n))() return first end)
    assert(fits and problem == nil or is_refusal(problem), problem)
  end
end
local co = coroutine.create(yielding(999980))
coroutine.resume(co)
collectgarbage()
local result = select(2, coroutine.resume(co))
assert(result == "end" or coroutine.status(co) == "dead", result)
