-- skip: done by scripts/test_memory, which defines failures()
-- What runs while memory fails: a bit of everything that allocates. Each step is tried again until it succeeds; an
-- error other than that of memory ends the run. The sum of all steps is returned.

local steps = {}

local function step(f)
  steps[#steps + 1] = f
end

step(function()
  local t = {}
  for i = 1, 40 do
    t[i] = {i, n = tostring(i), f = function() return t[i] end}
  end
  local sum = 0
  for i, v in ipairs(t) do
    t["key" .. i] = v.f().n
    sum = sum + #t["key" .. i]
  end
  for i = 1, 20 do
    t[i] = nil
  end
  for k in pairs(t) do
    sum = sum + (type(k) == "number" and 1 or 2)
  end
  return sum
end)

step(function()
  local text = ""
  for i = 1, 30 do
    text = text .. i .. ","
  end
  text = text .. ("long piece "):rep(100) .. text:upper() .. text:reverse()
  local words = {}
  for w in text:gmatch("%w+") do
    words[#words + 1] = w
  end
  return #table.concat(words, "-") + #text:gsub("%d+", function(d) return "<" .. d .. ">" end)
    + #text:gsub("%a+", {long = "short"}) + #string.format("%q %s %10.3f %5d", text, "x", 1.5, 42)
end)

step(function()
  local t = {}
  for i = 1, 60 do
    t[i] = ("%03d"):format(i * 37 % 61)
  end
  table.sort(t, function(a, b) return a .. "" > b .. "" end)
  table.sort(t)
  table.insert(t, 1, "first")
  table.move(t, 1, 30, 70, {})
  return select("#", table.unpack(t, 1, 50)) + #table.pack(table.unpack(t)) + tonumber(t[30])
end)

step(function()
  local sum = 0
  local function generate(n)
    return coroutine.wrap(function(...)
      local kept <close> = setmetatable({}, {__close = function() sum = sum + 1 end})
      for i = 1, n do
        coroutine.yield({i, ...})
      end
    end)
  end
  for v in generate(20) do
    sum = sum + v[1]
  end
  local co = coroutine.create(function(a)
    local ok, text = pcall(function()
      coroutine.yield(a .. "!")
      error({code = #a})
    end)
    local kept <close> = setmetatable({}, {__close = function(_, e) sum = sum + #tostring(e ~= nil) end})
    coroutine.yield(ok or text.code)
    error("end of " .. a)
  end)
  assert(select(2, assert(coroutine.resume(co, "abc"))) == "abc!")
  assert(select(2, assert(coroutine.resume(co))) == 3)
  local ok, text = coroutine.resume(co)
  assert(not ok)
  if text == "not enough memory" then
    error(text, 0)
  end
  local closed, why = coroutine.close(co)
  assert(not closed)
  if why == "not enough memory" then
    error(why, 0)
  end
  return sum + #text:match("end of.*") + #debug.traceback(co, "trace"):match("trace")
end)

local function depth(n)
  return n == 0 and 0 or 1 + depth(n - 1)
end

step(function()
  local nested = coroutine.wrap(function()
    return coroutine.wrap(function() return depth(150) end)()
  end)
  return depth(300) + nested()
end)

step(function()
  local f, text = load("local a, b = ... ; local t = {a, b, x = a} ; return function(c) return t.x + b + c end")
  if not f then
    error(text, 0)
  end
  local dumped = string.dump(f)
  local again = assert(load(dumped, "again", "b"))
  local pieces = {"return ", "1", " + ", "41"}
  local g, why = load(function() return table.remove(pieces, 1) end)
  if not g then
    error(why, 0)
  end
  local bad, message = load("x = = 1")
  assert(not bad)
  if message == "not enough memory" then
    error(message, 0)
  end
  return f(1, 2)(3) + again(4, 5)(6) + g() + #message
end)

step(function()
  local class = {}
  class.__index = class
  class.__add = function(a, b) return setmetatable({v = a.v + b.v}, class) end
  class.__concat = function(a, b) return tostring(a) .. "|" .. tostring(b) end
  class.__tostring = function(a) return "v" .. a.v end
  class.__call = function(self, ...) return select("#", ...) + self.v end
  class.__lt = function(a, b) return a.v < b.v end
  class.__len = function(a) return a.v end
  class.__gc = function(a) return {a} end
  class.__newindex = function(t, k, v) rawset(t, k .. "_", v) end
  local sum = setmetatable({v = 0}, class)
  for i = 1, 15 do
    sum = sum + setmetatable({v = i}, class)
  end
  sum.name = "x"
  return #(sum .. sum) + sum(1, 2, 3) + #sum + (sum < sum and 1 or 2) + #sum.name_
end)

step(function()
  local weak = setmetatable({}, {__mode = "k"})
  local values = setmetatable({}, {__mode = "v"})
  for i = 1, 20 do
    local key = {}
    weak[key] = {key, i}
    values[i] = {i}
  end
  collectgarbage()
  collectgarbage("step")
  return next(weak) == nil and next(values) == nil and 7 or 0
end)

step(function()
  local name = os.tmpname()
  local failed
  local file <close> = io.open(name, "w+")
  os.remove(name)
  for i = 1, 20 do
    file:write("line ", i, "\n")
  end
  file:seek("set")
  local count = 0
  for line, rest in file:lines("l", 0) do
    count = count + #line
  end
  file:seek("set")
  count = count + #file:read("a")
  return count + #tostring(file) - #tostring(file)
end)

step(function()
  local ok, text = xpcall(function()
    local nothing
    return nothing.field
  end, function(m) return debug.traceback(m .. "", 1) end)
  assert(not ok)
  if not text:find("attempt to index a nil value (local 'nothing')", 1, true) then
    error("not enough memory", 0)
  end
  local results = table.pack(pcall(pcall, error, "passed on"))
  if results[3] ~= "passed on" then
    error(results[3], 0)
  end
  local info = debug.getinfo(1, "nSlutfrL")
  local names = {}
  debug.sethook(function(event) names[#names + 1] = event .. "!" end, "crl")
  local x = depth(5)
  debug.sethook()
  return x + #info.short_src - #info.short_src + info.currentline - info.linedefined + (#names > 10 and 1 or 0)
end)

step(function()
  package.preload.made = function(name) return {name = name} end
  package.loaded.made = nil
  local module = require("made")
  local ok, text = pcall(require, "no.such.module")
  assert(not ok)
  if text == "not enough memory" then
    error(text, 0)
  end
  local packed = string.pack("s4 z i8 d", "packed", "zero", 1 << 40, 2.5)
  local s, z, i, d = string.unpack("s4 z i8 d", packed)
  local points = {}
  for _, c in utf8.codes("añ€") do
    points[#points + 1] = utf8.char(c)
  end
  return #module.name + (text:find("no.such.module") and 1 or 0) + #s + #z + #table.concat(points)
    + #os.date("!%Y", 0) + math.tointeger(d * 2)
end)

step(function() -- varargs, upvalues shared by closures, goto, integer and float loops
  local function count(...)
    local n = 0
    for _, v in ipairs({...}) do
      n = n + v
    end
    return n, ...
  end
  local made = {}
  for i = 1, 10 do
    local shared = i
    made[#made + 1] = function() shared = shared + 1 return shared end
    made[#made + 1] = function() return shared end
  end
  local sum = 0
  for i = 1, #made, 2 do
    sum = sum + made[i]() + made[i + 1]()
  end
  return sum + select("#", count(table.unpack({1, 2, 3, 4, 5, 6, 7, 8, 9})))
end)

-- failures() counts the requests for memory that were refused so far; memory_is_gone: from now on all are.
local sum = 0
for i, f in ipairs(steps) do
  local ok, result
  repeat
    local before = failures()
    ok, result = pcall(f)
    if not ok then
      debug.sethook()
      if failures() == before then
        error("step " .. i .. ": " .. tostring(result), 0)
      end
      if memory_is_gone then
        error("not enough memory", 0)
      end
    end
  until ok
  sum = sum + result
end
return sum
