-- More arguments than there is room for on the coroutine's stack are refused; it can still be resumed.
-- slow
local function deep(n, a, b, c, d)
  if n == 0 then return select("#", coroutine.yield("deep")) end
  return (deep(n - 1, a, b, c, d))
end
local co = coroutine.create(deep)
print(coroutine.resume(co, 60000))                        -- expect: true deep
print(coroutine.resume(co, table.unpack({}, 1, 900000)))  -- expect: false too many arguments to resume
print(coroutine.status(co), coroutine.resume(co, "few"))  -- expect: suspended true 1
local wrapped = coroutine.wrap(deep)
wrapped(60000)
print(select(2, pcall(wrapped, table.unpack({}, 1, 900000)))) -- expect: too many arguments to resume
