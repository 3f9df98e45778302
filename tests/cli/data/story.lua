-- Errors that come through coroutines, by the name given as argument.
local cases = {}
local function fail() error("boom") end
local function generator() coroutine.yield(1) fail() end

function cases.wrap()
  for v in coroutine.wrap(generator) do assert(v == 1) end
end

function cases.resume()
  local co = coroutine.create(generator)
  coroutine.resume(co)
  local ok, message = coroutine.resume(co)
  if not ok then
    error(message, 0)
  end
end

function cases.assert()
  local co = coroutine.create(function () cases.wrap() end)
  assert(coroutine.resume(co))
end

function cases.closed()
  local co = coroutine.create(fail)
  local ok, message = coroutine.resume(co)
  coroutine.close(co)
  error(message)
end

-- Other errors have other stories.
function cases.other()
  local co = coroutine.create(fail)
  print(coroutine.resume(co))
  error("another", 0)
end

function cases.caught()
  print(pcall(cases.wrap))
  local x = nil + 1
end

function cases.inner()
  pcall(cases.wrap)
  cases.resume()
end

function cases.deep()
  local function nest(n)
    if n == 0 then fail() end
    coroutine.wrap(nest)(n - 1)
  end
  nest(100)
end

cases[arg[1]]()
