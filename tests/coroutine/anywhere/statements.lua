-- Statements may be suspended: iterators of the generic for, closing values on every way out of a block,
-- loops, protected calls, coroutines in coroutines. Plain Lua 5.4 can do all of this, too.
local place = ... or dofile("data/place.lua")

local function closer(y, on_close)
  return setmetatable({}, {__close = function (_, problem)
    y("close", problem)
    if on_close then on_close(problem) end
  end})
end

-- ---- generic for

place("for: the iterator, a Lua function", "1 2 3 ", function (y)
  local s = ""
  for i in function (_, i) y("iterator") if i < 3 then return i + 1 end end, nil, 0 do s = s .. i .. " " end
  return s
end)
place("for: the iterator, an object with __call", "1 2 3 ", function (y)
  local s = ""
  local iterator = setmetatable({}, {__call = function (_, _, i) y("iterator") if i < 3 then return i + 1 end end})
  for i in iterator, nil, 0 do s = s .. i .. " " end
  return s
end)
place("for: the iterator, many values", "1 a nil c nil", function (y)
  local s
  for i, a, b, c, d in function (_, i) y("iterator") if i < 1 then return i + 1, "a", nil, "c" end end, nil, 0 do
    s = ("%s %s %s %s %s"):format(i, a, b, c, d)
  end
  return s
end)
place("for: the expression", "1 2 ", function (y)
  local s = ""
  for _, v in (function () y("expression") return ipairs {1, 2} end)() do s = s .. v .. " " end
  return s
end)
place("for: the body over pairs", "6", function (y)
  local sum = 0
  for _, v in pairs {a = 1, b = 2, c = 3} do y("body") sum = sum + v end
  return tostring(sum)
end)
place("for: the body over ipairs", "6", function (y)
  local sum = 0
  for _, v in ipairs {1, 2, 3} do y("body") sum = sum + v end
  return tostring(sum)
end)
place("for: the body over next", "6", function (y)
  local sum = 0
  for _, v in next, {1, 2, x = 3} do y("body") sum = sum + v end
  return tostring(sum)
end)
place("for: the body over string.gmatch", "a=1 b=2 ", function (y)
  local s = ""
  for k, v in ("a-1 b-2"):gmatch("(%w)-(%w)") do y("body") s = s .. k .. "=" .. v .. " " end
  return s
end)
place("for: the body over utf8.codes", "97 228 ", function (y)
  local s = ""
  for _, code in utf8.codes("a\u{e4}") do y("body") s = s .. code .. " " end
  return s
end)
place("for: the body over string.gmatch of pieces", "xyz", function (y)
  local s = ""
  for c in ("xyz"):gmatch(".") do s = s .. c y("body") end
  return s
end)
place("for: the body over io.lines", "3 lines", function (y)
  local n = 0
  for line in io.lines("data/chunk.lua") do
    n = n + 1
    if n <= 3 then y(line) end
  end
  return n >= 3 and "3 lines"
end)
place("for: left over io.lines, whose file is closed", "closed file", function (y)
  local lines, state, control, file = io.lines("data/chunk.lua")
  for line in lines, state, control, file do y(line) break end
  return io.type(file)
end)
place("for: the body of a numeric loop", "1 3 5 ", function (y)
  local s = ""
  for i = 1, 5, 2 do y("body") s = s .. i .. " " end
  return s
end)
place("for: the body of a float loop", "0.5 1.0 ", function (y)
  local s = ""
  for x = 0.5, 1, 0.5 do y("body") s = s .. x .. " " end
  return s
end)
place("for: a wrapped generator", "1 2 3 ", function (y)
  local s = ""
  for i in coroutine.wrap(function () for i = 1, 3 do coroutine.yield(i) end end) do y("body") s = s .. i .. " " end
  return s
end)
place("pairs: __pairs", "1 2 3 ", function (y)
  local s = ""
  local o = setmetatable({}, {__pairs = function () y("pairs") return ipairs {1, 2, 3} end})
  for i in pairs(o) do s = s .. i .. " " end
  return s
end)
place("pairs: an iterator from __pairs", "1 2 ", function (y)
  local s = ""
  local o = setmetatable({}, {__pairs = function (o)
    return function (_, i) y("next") if i < 2 then return i + 1 end end, o, 0
  end})
  for i in pairs(o) do s = s .. i .. " " end
  return s
end)
place("pairs: not in a for", "abcnil", function (y)
  local a, b, c, d = pairs(setmetatable({}, {__pairs = function () y("pairs") return "a", "b", "c", "d" end}))
  return a .. b .. c .. tostring(d)
end)

-- ---- closing

place("__close: at the end of a block", "in out after", function (y)
  local s = "in"
  do local c <close> = closer(y, function () s = s .. " out" end) end
  return s .. " after"
end)
place("__close: several, in reverse order", "3 2 1 ", function (y)
  local s = ""
  do
    local a <close> = closer(y, function () s = s .. "1 " end)
    local b <close> = closer(y, function () s = s .. "2 " end)
    local c <close> = closer(y, function () s = s .. "3 " end)
  end
  return s
end)
place("__close: return keeps its values", "a nil c 3", function (y)
  local function f(...)
    local c <close> = closer(y)
    return ...
  end
  local r = table.pack(f("a", nil, "c"))
  return ("%s %s %s %d"):format(r[1], r[2], r[3], r.n)
end)
place("__close: return of a call keeps its values", "200", function (y)
  local function f()
    local c <close> = closer(y)
    return table.unpack({}, 1, 200)
  end
  return tostring(select("#", f()))
end)
place("__close: return from within two blocks", "inner outer value", function (y)
  local s = ""
  local function f()
    local c <close> = closer(y, function () s = s .. "outer " end)
    do
      local d <close> = closer(y, function () s = s .. "inner " end)
      return "value"
    end
  end
  local value = f()
  return s .. value
end)
place("__close: break", "closed 1", function (y)
  local s
  for i = 1, 3 do
    local c <close> = closer(y, function () s = "closed " .. i end)
    break
  end
  return s
end)
place("__close: goto out and back", "ccc", function (y)
  local s, i = "", 0
  ::again::
  do
    local c <close> = closer(y, function () s = s .. "c" end)
    i = i + 1
    if i < 3 then goto again end
  end
  return s
end)
place("__close: each round of a loop", "1 2 3 ", function (y)
  local s, i = "", 0
  repeat
    i = i + 1
    local c <close> = closer(y, function () s = s .. i .. " " end)
  until i == 3
  return s
end)
place("__close: the fourth value of a for that ends", "1 2 closed", function (y)
  local s = ""
  for i in function (_, i) if i < 2 then return i + 1 end end, nil, 0, closer(y, function () s = s .. "closed" end) do
    s = s .. i .. " "
  end
  return s
end)
place("__close: the fourth value of a for that is left", "1 closed", function (y)
  local s = ""
  local function f()
    for i in function (_, i) return i + 1 end, nil, 0, closer(y, function () s = s .. "closed" end) do
      s = s .. i .. " "
      if i == 1 then return end
    end
  end
  f()
  return s
end)
place("__close: an error on its way", "false e e", function (y)
  local given
  local ok, message = pcall(function ()
    local a <close> = closer(y, function (problem) given = problem end)
    error("e", 0)
  end)
  return ("%s %s %s"):format(ok, message, given)
end, "false broken nil")
place("__close: an error on its way, several", "false e", function (y)
  return ("%s %s"):format(pcall(function ()
    local a <close> = closer(y)
    local b <close> = closer(y)
    local c <close> = closer(y)
    error("e", 0)
  end))
end, "false broken")
place("__close: an error through several functions", "e 1 2 3", function (y)
  local s = ""
  local function f(n)
    local c <close> = closer(y, function () s = s .. " " .. n end)
    if n == 1 then error("e", 0) end
    f(n - 1)
  end
  local _, message = pcall(f, 3)
  if message == "broken" then error(message, 0) end
  return message .. s
end)
place("__close: its own error replaces another", "second", function (y)
  local _, message = pcall(function ()
    local c <close> = closer(y, function () error("second", 0) end)
    error("first", 0)
  end)
  return message
end, "broken")
place("__close: of the main chunk of load", "closed value", function (y)
  local closed
  local f = assert(load("local c <close> = ... return 'value'"))
  local value = f(closer(y, function () closed = "closed " end))
  return closed .. value
end)
place("__close: a closing method with a block of its own", "inner outer ", function (y)
  local s = ""
  do
    local c <close> = closer(y, function ()
      local d <close> = closer(y, function () s = s .. "inner " end)
    end)
    local e <close> = setmetatable({}, {__close = function () s = s .. "" end})
  end
  return s .. "outer "
end)

-- ---- calls

place("pcall", "true 1 2", function (y)
  local ok, a, b = pcall(function (...) y("pcall") return ... end, 1, 2)
  return ("%s %s %s"):format(ok, a, b)
end, "false broken nil")
place("pcall: twenty nested", "20", function (y)
  local function nest(n)
    if n == 0 then y("bottom") return 0 end
    local ok, m = pcall(nest, n - 1)
    if not ok then error(m, 0) end
    return m + 1
  end
  return tostring(nest(20))
end)
place("pcall: its function an object with __call", "true in", function (y)
  local o = setmetatable({}, {__call = function (_, v) y("call") return v end})
  return ("%s %s"):format(pcall(o, "in"))
end, "false broken")
place("pcall: of pcall of pcall", "true true true r", function (y)
  return ("%s %s %s %s"):format(pcall(pcall, pcall, function () y("in") return "r" end))
end, "true true false broken")
place("pcall: an error after it", "false late", function (y)
  return ("%s %s"):format(pcall(function () y("before") error("late", 0) end))
end, "false broken")
place("xpcall: its function", "true 1 2", function (y)
  local ok, a, b = xpcall(function (...) y("xpcall") return ... end, string.upper, 1, 2)
  return ("%s %s %s"):format(ok, a, b)
end, "false BROKEN nil")
place("error: an object caught, its field of a metatable", "from index", function (y)
  local _, e = pcall(error, setmetatable({}, {__index = function () y("index") return "from index" end}))
  return e.field
end)
place("select: with 200 values", "200 last", function (y)
  local function values() y("values") return table.unpack({[200] = "last"}, 1, 200) end
  return select("#", values()) .. " " .. select(200, values())
end)
place("select: 200 values stay where they are", "200 last", function (y)
  local function keep(...)
    y("keep")
    return select("#", ...) .. " " .. select(-1, ...)
  end
  return keep(table.unpack({[200] = "last"}, 1, 200))
end)
place("vararg functions and tail calls", "1 2 3 4", function (y)
  local function last(...) y("last") return table.concat({...}, " ") end
  local function middle(...) return last(...) end
  local function first(a, ...) y(a) return middle(a, ...) end
  return first(1, 2, 3, 4)
end)
place("a method on a string", "abc", function (y)
  string.visited = function (s) y("method") return s end
  local result = ("abc"):visited()
  return result
end)
place("dofile: the chunk", "from nil", function (y)
  visit = y
  local r = dofile("data/chunk.lua")
  return r[1] .. " " .. tostring(r[2])
end)
place("loadfile: the chunk", "from arg", function (y)
  visit = y
  local r = assert(loadfile("data/chunk.lua"))("arg")
  return r[1] .. " " .. r[2]
end)
place("load: the chunk with arguments", "1 2", function (y)
  return assert(load("local y, a, b = ... y('chunk') return a .. ' ' .. b"))(y, 1, 2)
end)

-- ---- coroutines in coroutines: y is called in the outer one

place("between resumes of another coroutine", "1 2 3 dead", function (y)
  local co, s = coroutine.create(function () for i = 1, 2 do coroutine.yield(i) end return 3 end), ""
  for _ = 1, 3 do
    y("between")
    s = s .. select(2, coroutine.resume(co)) .. " "
  end
  return s .. coroutine.status(co)
end)
place("wrap in wrap, passed on", "in 1 in 2 end", function (y)
  -- The inner coroutine asks the outer one to call y.
  local inner = coroutine.wrap(function ()
    local second = coroutine.wrap(function ()
      coroutine.yield("in 1 ")
      coroutine.yield("in 2 ")
      return "end"
    end)
    for _ = 1, 3 do coroutine.yield(second()) end
  end)
  local s = ""
  for _ = 1, 3 do s = s .. inner() y("outer") end
  return s
end)
place("coroutine.close: between creation and end", "true", function (y)
  local co = coroutine.create(function () coroutine.yield() end)
  coroutine.resume(co)
  y("before")
  local ok = coroutine.close(co)
  y("after")
  return tostring(ok)
end)

place.finish()                          -- expect: every place passed
