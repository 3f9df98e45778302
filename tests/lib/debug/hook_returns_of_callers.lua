-- The return hooks of functions that call others show the function that returns, and all that it returns.
local names = {[pcall] = "pcall", [xpcall] = "xpcall", [coroutine.resume] = "resume"}

local function transferred(info)
  local values = {}
  for n = info.ftransfer, info.ftransfer + info.ntransfer - 1 do
    values[#values + 1] = tostring(select(2, debug.getlocal(3, n)))
  end
  return table.concat(values, " ")
end

-- What the functions of [names] return while body runs.
local function watch(body)
  local log = {}
  local thread = coroutine.running()
  debug.sethook(function ()
    local info = debug.getinfo(2, "rf")
    if coroutine.running() == thread and names[info.func] then
      log[#log + 1] = names[info.func] .. ": " .. transferred(info)
    end
  end, "r")
  body()
  debug.sethook()
  return table.concat(log, "; ")
end

local function give(...) return ... end
local function id(m) return m end

print(watch(function () pcall(give, 1, 2) end)) -- expect: pcall: true 1 2
print(watch(function () pcall(give) end)) -- expect: pcall: true
print(watch(function () pcall(error, "no") end)) -- expect: pcall: false no
print(watch(function () pcall(pcall, pcall, give, "x") end)) -- expect: pcall: true x; pcall: true true x; pcall: true true true x
print(watch(function () pcall(select, 2, 1, 2, 3) end)) -- expect: pcall: true 2 3
print(watch(function () xpcall(give, id, 1, 2) end)) -- expect: xpcall: true 1 2
print(watch(function () xpcall(error, id, "no") end)) -- expect: xpcall: false no

local co = coroutine.create(function (...)
  coroutine.yield(...)
  return "end"
end)
print(watch(function () coroutine.resume(co, 1, 2) end)) -- expect: resume: true 1 2
print(watch(function () coroutine.resume(co) end)) -- expect: resume: true end
print(watch(function () coroutine.resume(co) end)) -- expect: resume: false cannot resume dead coroutine
co = coroutine.create(error)
print(watch(function () coroutine.resume(co, "no") end)) -- expect: resume: false no

local step = coroutine.wrap(function (...)
  coroutine.yield(...)
end)
names[step] = "wrapped"
print(watch(function () step(1, 2, 3) end)) -- expect: wrapped: 1 2 3
print(watch(function () step() end)) -- expect: wrapped:

-- The results arrive.
debug.sethook(function () end, "r")
local results = table.pack(pcall(give, 1, 2))
local failure = table.pack(xpcall(error, id, "no"))
debug.sethook()
print(table.unpack(results)) -- expect: true 1 2
print(table.unpack(failure)) -- expect: false no
