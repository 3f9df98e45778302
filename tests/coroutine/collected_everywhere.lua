-- Suspended coroutines that nobody can resume are collected, wherever they are suspended and whoever they refer
-- to: themselves, one another, the tables that hold them weakly.
local function count(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end
local function collect() collectgarbage() collectgarbage() end

-- Cycles: through a local, an upvalue, the stack, another coroutine, a metatable.
local seen = setmetatable({}, {__mode = "k"})
local function note(co) seen[co] = true return co end
for i = 1, 50 do
  local own
  own = note(coroutine.create(function () local t = {own} coroutine.yield(t) end))
  coroutine.resume(own)
  local first, second
  first = note(coroutine.create(function () coroutine.yield(second) end))
  second = note(coroutine.create(function () coroutine.yield(first) end))
  coroutine.resume(first)
  coroutine.resume(second)
  local argument = note(coroutine.create(function (...) coroutine.yield() return ... end))
  coroutine.resume(argument, argument, i)
  local object = setmetatable({}, {__index = function (t, k) coroutine.yield(t) end})
  object.co = note(coroutine.create(function () return object.missing end))
  coroutine.resume(object.co)
  local wrapped
  wrapped = coroutine.wrap(function () note(coroutine.running()) coroutine.yield(wrapped) end)
  wrapped()
  note(coroutine.create(print)) -- never started
end
collect()
print(count(seen))                      -- expect: 0

-- Weak values, and weak keys whose value refers to the key only (ephemerons).
local values, ephemerons = setmetatable({}, {__mode = "v"}), setmetatable({}, {__mode = "k"})
local kept = {}
for i = 1, 100 do
  local co = coroutine.create(function () coroutine.yield() return i end)
  coroutine.resume(co)
  values[i] = co
  ephemerons[co] = {co, function () return co end}
  if i % 10 == 0 then kept[#kept + 1] = co end
end
collect()
print(count(values), count(ephemerons)) -- expect: 10 10
for _, co in ipairs(kept) do
  local _, i = coroutine.resume(co)
  assert(ephemerons[co][2]() == co and values[i] == co)
end
kept = nil
collect()
print(count(values), count(ephemerons)) -- expect: 0 0

-- A chain of ephemerons: each coroutine is kept by the one before, which is the key.
local first
do
  local previous
  for i = 1, 20 do
    local co = coroutine.create(function () coroutine.yield() end)
    coroutine.resume(co)
    if previous then ephemerons[previous] = co else first = co end
    previous = co
  end
end
collect()
local length, co = 0, first
while co do length, co = length + 1, ephemerons[co] end
print(length)                           -- expect: 20
co, first = nil, nil
collect()
print(count(ephemerons))                -- expect: 0

-- What only a suspended coroutine holds lives as long as it does, in locals, varargs and open upvalues.
local held = setmetatable({}, {__mode = "k"})
local function new() local t = {} held[t] = true return t end
local holder = coroutine.create(function (...)
  local a, b = new(), new()
  local function f() return b end
  coroutine.yield(f)
  return a, f(), ...
end)
local _, f = coroutine.resume(holder, new(), new())
collect()
print(count(held))                      -- expect: 4
holder = nil
collect()
print(count(held))                      -- expect: 1
assert(held[f()])
f = nil
collect()
print(count(held))                      -- expect: 0
