-- unbound: names that are known without a network, callbacks, coroutines resumed by them.
-- package: lua-unbound
local unbound = require("lunbound")
local context = unbound.new({hoststxt = true, async = true})
local answer = assert(context:resolve("localhost.", 1, 1))
assert(answer.qname == "localhost." and answer.n == 1 and answer[1] == "\127\0\0\1" and not answer.nxdomain)
local seen = {}
local function resolve(name)
  local this = coroutine.running()
  assert(context:resolve_async(function (result) assert(coroutine.resume(this, result)) end, name, 1, 1))
  return coroutine.yield()
end
for i = 1, 5 do
  coroutine.wrap(function ()
    for _ = 1, 4 do
      local result = resolve("localhost.")
      seen[#seen + 1] = result[1]:byte(1, -1) + i - i
    end
  end)()
end
for _ = 1, 100 do
  if #seen == 20 then break end
  context:wait()
  context:process()
end
assert(#seen == 20 and seen[20] == 127)
assert(type(context:getfd()) == "number")
assert(not pcall(unbound.new, 5))
