-- only: neap
-- slow
-- 100,000 coroutines, callbacks, metamethods and protected calls within one another, in turn.
local kinds
local function nest(n)
  if n == 0 then return 0 end
  local result = kinds[n % #kinds + 1](n - 1)
  return result + 1
end
local function object(event, n, answer)
  local result
  return setmetatable({}, {["__" .. event] = function () result = nest(n) return answer end}),
    function () return result end
end
kinds = {
  function (n) return (select(2, pcall(nest, n))) end,
  function (n) return coroutine.wrap(nest)(n) end,
  function (n) local r (("x"):gsub("x", function () r = nest(n) end)):len() return r end,
  function (n) return (select(2, coroutine.resume(coroutine.create(nest), n))) end,
  function (n) local r table.sort({1, 2}, function (a, b) r = r or nest(n) return a < b end) return r end,
  function (n) local o, result = object("add", n) local _ = o + 1 return result() end,
  function (n) local o, result = object("tostring", n, "") tostring(o) return result() end,
  function (n) local o, result = object("index", n, 1) table.concat(o, "", 1, 1) return result() end,
  function (n) local o, result = object("close", n) do local c <close> = o end return result() end,
  function (n) for r in nest, n do return r end end,
  function (n) return (select(2, xpcall(error, nest, n))) end,
  function (n)
    local o, result = object("close", n)
    local co = coroutine.create(function () local c <close> = o coroutine.yield() end)
    coroutine.resume(co)
    assert(coroutine.close(co))
    return result()
  end,
}
print(nest(100000))                     -- expect: 100000
