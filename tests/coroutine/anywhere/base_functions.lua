-- only: neap
-- Basic functions, message handlers, loading and the closing of coroutines may be suspended.
local place = ... or dofile("data/place.lua")

local function object(y, text)
  return setmetatable({}, {__tostring = function () y("tostring") return text end})
end

-- ---- tostring, print, ipairs

place("tostring: __tostring", "object", function (y) return tostring(object(y, "object")) end)
place("tostring: __tostring, an object with __call", "called", function (y)
  local method = setmetatable({}, {__call = function () y("call") return "called" end})
  return tostring(setmetatable({}, {__tostring = method}))
end)
place("tostring: a result that is no string", "'__tostring' must return a string", function (y)
  local _, message = pcall(tostring, object(y, {}))
  return message
end, "broken")
place("tostring: __name through a __tostring", "name", function (y)
  local meta = {__name = "name"}
  function meta.__tostring(o)
    y("tostring")
    return getmetatable(o).__name
  end
  return tostring(setmetatable({}, meta))
end)
place("tostring of an error object", "an error", function (y)
  local _, e = pcall(error, object(y, "an error"))
  return tostring(e)
end)
-- An error keeps print from writing; print.lua shows what it writes.
place("print: __tostring", "false not printed", function (y)
  local unprintable = setmetatable({}, {__tostring = function () error("not printed", 0) end})
  return ("%s %s"):format(pcall(print, object(y, ""), unprintable))
end, "false broken")
place("ipairs: __index", "1a 2b ", function (y)
  local s = ""
  for i, v in ipairs(setmetatable({}, {__index = function (_, i) y(i) return ({"a", "b"})[i] end})) do
    s = s .. i .. v .. " "
  end
  return s
end)
place("ipairs: __index beyond the elements", "1a 2b 3c ", function (y)
  local s = ""
  for i, v in ipairs(setmetatable({"a", "b"}, {__index = function (_, i) y(i) return ({[3] = "c"})[i] end})) do
    s = s .. i .. v .. " "
  end
  return s
end)
place("ipairs: its iterator called by hand", "3 c", function (y)
  local step, t = ipairs(setmetatable({}, {__index = function () y("index") return "c" end}))
  local i, v = step(t, 2)
  return i .. " " .. v
end)

-- ---- message handlers

place("xpcall: the message handler", "false <e>", function (y)
  return ("%s %s"):format(xpcall(error, function (m) y("handler") return "<" .. m .. ">" end, "e", 0))
end, "false <broken>")
place("xpcall: the handler, for an error of the loop", "false attempt", function (y)
  return ("%s %s"):format(xpcall(function () local x = nil + 1 end, function (m)
    y("handler")
    return m:match("attempt") or m
  end))
end, "false broken")
place("xpcall: tostring as handler", "false object", function (y)
  return ("%s %s"):format(xpcall(error, tostring, object(y, "object")))
end, "false broken")
place("xpcall: a handler that fails is called again", "false handled", function (y)
  local calls = 0
  return ("%s %s"):format(xpcall(error, function ()
    calls = calls + 1
    y("handler")
    if calls == 1 then error("again") end
    return "handled"
  end))
end, "false handled")
place("xpcall: a handler in a handler", "false outer(inner(e))", function (y)
  return ("%s %s"):format(xpcall(error, function (m)
    local _, inner = xpcall(error, function (n)
      y("inner")
      return n:find("^inner") and n or "inner(" .. n .. ")" -- a load within calls it, too
    end, m, 0)
    return "outer(" .. inner .. ")"
  end, "e", 0))
end, "false outer(inner(broken))")
place("xpcall: the handler first, then __close", "false handled closed", function (y)
  local order = {}
  local ok, message = xpcall(function ()
    local c <close> = setmetatable({}, {__close = function () y("close") order[2] = "closed" end})
    error("e", 0)
  end, function (m) y("handler") order[1] = order[1] or "handled" return m end)
  if message == "broken" then error(message, 0) end
  return ("%s %s %s"):format(ok, order[1], order[2])
end)

-- ---- loading

local function loaded(f, problem)
  if not f then error(problem, 0) end
  return f()
end
place("load: the reader", "3", function (y)
  local parts, i = {"return ", "1", " + 2"}, 0
  return tostring(loaded(load(function () i = i + 1 y("read") return parts[i] end)))
end)
place("load: the reader, for a binary chunk", "7", function (y)
  local code = string.dump(function () return 7 end)
  local at = 0
  return tostring(loaded(load(function ()
    y("read")
    at = at + 1
    local size = #code // 3 + 1
    return code:sub((at - 1) * size + 1, at * size)
  end)))
end)
place("load: a reader that gives no string", "reader function must return a string", function (y)
  local _, message = load(function () y("read") return {} end)
  return message:match("reader.*") or message
end, "broken")
place("load: a syntax error", "(load):1: unexpected symbol near '='", function (y)
  local given
  local _, message = load(function () y("read") if not given then given = true return "=" end end)
  return message
end, "broken")
local function fresh(name) package.loaded[name] = nil return name end
place("require: the main chunk of a module", "from data.chunk ./data/chunk.lua", function (y)
  local path = package.path
  package.path, visit = "./?.lua", y
  local ok, m, file = pcall(require, fresh "data.chunk")
  package.path = path
  if not ok then error(m, 0) end
  return m[1] .. " " .. m[2] .. " " .. file
end)
place("require: a loader", "made of data", function (y)
  local name = "generated"
  package.preload[name] = function (wanted, extra) y("load") return wanted and {extra} end
  local m = require(fresh(name))
  package.preload[name] = function () return {"data"} end
  return m[1] == ":preload:" and "made of data"
end)
place("require: a loader without a result", "true", function (y)
  package.preload.empty = function () y("load") end
  return tostring((require(fresh "empty")))
end)
-- The searcher stays until another run replaces it: errors and closing skip what would remove it.
local position = #package.searchers + 1
place("require: a searcher", "extra data", function (y)
  package.searchers[position] = function (name)
    y("search")
    return function (_, extra) y("load") return {extra} end, "extra " .. (name and "data")
  end
  local m, data = require(fresh "searched for")
  return m[1] == data and data
end)
place("require: searchers that find nothing", "module 'nowhere' not found:", function (y)
  package.searchers[position] = function () y("search") return "\n\tnot here" end
  local _, message = pcall(require, "nowhere")
  return message:match("^[^\n]*")
end, "broken")
package.searchers[position] = nil
place("require in require in require", "cba", function (y)
  package.preload.a = function () y("a") return "a" end
  package.preload.b = function () y("b") return "b" .. require(fresh "a") end
  package.preload.c = function () y("c") return "c" .. require(fresh "b") end
  return (require(fresh "c"))
end)

-- The metatables stay; they know the names that runs of this place made up.
local lazy, runs = {}, 0
local function visit_lazy(name) if lazy[name] then lazy[name]("lazy") end end
place("require: metamethods of package.loaded and package.preload", "value", function (y)
  setmetatable(package.loaded, {
    __index = function (_, name) visit_lazy(name) end,
    __newindex = function (t, name, v) visit_lazy(name) rawset(t, name, v) end,
  })
  setmetatable(package.preload, {__index = function (_, name)
    visit_lazy(name)
    return lazy[name] and function () return "value" end
  end})
  runs = runs + 1
  local name = "lazy" .. runs
  lazy[name] = y
  return (require(name))
end)
setmetatable(package.loaded, nil)
setmetatable(package.preload, nil)
place("os.time: __index of the date", "1577966400", function (y)
  local date = {year = 2020, month = 1, day = 2, hour = 12, isdst = false}
  local offset = os.time {year = 1970, month = 1, day = 1, hour = 12, isdst = false} - 43200
  return tostring(os.time(setmetatable({}, {__index = function (_, k) y(k) return date[k] end})) - offset)
end)

-- ---- closing coroutines

local function suspended(y, on_close)
  local co = coroutine.create(function ()
    local c <close> = setmetatable({}, {__close = function ()
      y("close")
      if on_close then on_close() end
    end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  return co
end
place("coroutine.close: __close", "true dead", function (y)
  local co = suspended(y)
  return tostring(coroutine.close(co)) .. " " .. coroutine.status(co)
end, "false dead")
place("coroutine.close: a __close that fails", "false late", function (y)
  return ("%s %s"):format(coroutine.close(suspended(y, function () error("late", 0) end)))
end, "false broken")
place("coroutine.close: after an error", "false e", function (y)
  local closing
  local co = coroutine.create(function ()
    local c <close> = setmetatable({}, {__close = function () y("close") end})
    error("e", 0)
  end)
  coroutine.resume(co)
  return ("%s %s"):format(coroutine.close(co)), closing
end, "false broken")
place("coroutine.wrap: __close after an error", "false e", function (y)
  return ("%s %s"):format(pcall(coroutine.wrap(function ()
    local c <close> = setmetatable({}, {__close = function () y("close") end})
    error("e", 0)
  end)))
end, "false broken")
place("for: a closing value that closes a coroutine", "1 closed", function (y)
  local s = ""
  local co = suspended(y, function () s = s .. "closed" end)
  local guard = setmetatable({}, {__close = function ()
    local ok, message = coroutine.close(co)
    if not ok then error(message, 0) end
  end})
  for i in function (_, i) return i + 1 end, nil, 0, guard do
    s = s .. i .. " "
    break
  end
  return s
end)

-- ---- a hook (one, for hooks do not nest; hook.lua has all events)

place("debug.sethook: a hook for lines", "line 3", function (y)
  local seen
  debug.sethook(function (event)
    debug.sethook()
    y(event)
    seen = event
  end, "l")
  local sum = 1 + #"ab"
  return seen .. " " .. sum
end)

place.finish()                          -- expect: every place passed
