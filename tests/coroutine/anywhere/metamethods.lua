-- Metamethods called by instructions may be suspended: every event, operands on either side, constants,
-- values and conditions.
local place = ... or dofile("data/place.lua")

-- An object whose metamethod for [event] calls y and returns [result].
local function object(event, y, result)
  return setmetatable({}, {[event] = function () y(event) return result end})
end

-- The expressions mention o, an object, and n, a number.
local binary = {
  add = "+", sub = "-", mul = "*", div = "/", mod = "%", pow = "^", idiv = "//",
  band = "&", bor = "|", bxor = "~", shl = "<<", shr = ">>",
}
local operands = {
  {"o", "o"}, {"o", "n"}, {"n", "o"}, {"o", "1"}, {"1", "o"}, {"o", "-1"}, {"o", "100000"}, {"o", "2.5"},
  {"2.5", "o"}, {"100000", "o"}, {"o", "'10'"}, {"o", "nil"}, {"true", "o"},
}
for event, operator in pairs(binary) do
  for _, pair in ipairs(operands) do
    local expression = pair[1] .. " " .. operator .. " " .. pair[2]
    local run = assert(load("local o, n = ... local a, r, b = 'a', " .. expression .. ", 'b' return a .. r .. b"))
    place("__" .. event .. ": " .. expression, "aresultb", function (y)
      return run(object("__" .. event, y, "result"), 7)
    end)
  end
end
for event, expression in pairs {unm = "-o", bnot = "~o", len = "#o"} do
  local run = assert(load("local o = ... local a, r, b = 'a', " .. expression .. ", 'b' return a .. r .. b"))
  place("__" .. event .. ": " .. expression, "aresultb", function (y)
    return run(object("__" .. event, y, "result"))
  end)
end

-- Comparisons as values, as conditions of several kinds, and negated.
local comparisons = {
  {"__lt", "o < o"}, {"__lt", "o < n"}, {"__lt", "n < o"}, {"__lt", "o < 1"}, {"__lt", "1 < o"},
  {"__lt", "o < 2.5"}, {"__lt", "o > 1"}, {"__lt", "o > 'x'"}, {"__lt", "100000 > o"}, {"__lt", "o > n"},
  {"__le", "o <= o"}, {"__le", "o <= n"}, {"__le", "n <= o"}, {"__le", "o <= 1"}, {"__le", "1 <= o"},
  {"__le", "o >= 2.5"}, {"__le", "o >= 1"}, {"__le", "n >= o"}, {"__le", "'x' >= o"},
  {"__eq", "o == p"}, {"__eq", "p == o"},
}
local shapes = {
  "return tostring(%s)",
  "if %s then return 'true' end return 'false'",
  "if not (%s) then return 'false' end return 'true'",
  "while %s do return 'true' end return 'false'",
  "local t = 0 repeat t = t + 1 until %s or t > 2 return t == 1 and 'true' or 'false'",
  "return (%s) and 'true' or 'false'",
  "return tostring(not not (%s and o))",
}
for _, comparison in ipairs(comparisons) do
  local event, expression = comparison[1], comparison[2]
  for _, shape in ipairs(shapes) do
    local code = shape:format(expression)
    local run = assert(load("local o, p, n = ... " .. code))
    for _, result in ipairs {1, false} do
      place(event .. ": " .. code, tostring(not not result), function (y)
        return run(object(event, y, result), {}, 7)
      end)
    end
  end
end
place("__eq: o ~= p", "truefalse", function (y)
  local o, p = object("__eq", y, false), {}
  local q = object("__eq", y, 1)
  return tostring(o ~= p) .. tostring(p ~= q)
end)

-- Concatenations: the object in each position, several calls in one.
for _, expression in ipairs {"o .. 'x'", "'x' .. o", "o .. 1", "1 .. o", "o .. o", "'a' .. 'b' .. o .. 'c' .. 'd'",
    "'a' .. 1 .. n .. o", "o .. 'a' .. 'b' .. 2"} do
  local run = assert(load("local o, n = ... local before, r, after = 1, " .. expression
    .. ", 2 return before .. r .. after"))
  local function concat(a, b)
    return (type(a) == "table" and "o" or a) .. (type(b) == "table" and "o" or b)
  end
  local expected = run("o", 7)
  place("__concat: " .. expression, expected, function (y)
    return run(setmetatable({}, {__concat = function (a, b) y("concat") return concat(a, b) end}), 7)
  end)
end
place("__concat: a chain of objects", "1[2[3[4[5]]]]6", function (y)
  local meta = {}
  local function new(s) return setmetatable({s = s}, meta) end
  meta.__concat = function (a, b)
    y("concat")
    return new(("%s[%s]"):format(a.s, b.s))
  end
  local a, b, c, d, e = new("1"), new("2"), new("3"), new("4"), new("5")
  local r = (a .. b .. c .. d .. e)
  return r.s .. 6
end)

-- Reading and writing fields, with keys of all kinds.
for _, expression in ipairs {"o.field", "o[1]", "o[300]", "o[n]", "o[2.5]", "o[s]", "o[true]", "o[o]", "up.field",
    "up[1]", "o.field .. ''", "o:field()", "o.a.b.c"} do
  local run = assert(load([[
    local up, n, s = ...
    local o, before = up, "a"
    local function f() return up, before, n, s end
    local r = ]] .. expression .. " return before .. tostring(r) .. #f()"))
  place("__index: " .. expression, "aresult1", function (y)
    local o = setmetatable({}, {__call = function () return "result" end, __tostring = function () return "result" end})
    getmetatable(o).__index = function () y("index") return o end
    getmetatable(o).__len = function () return 1 end
    getmetatable(o).__concat = function () return "result" end
    return run(o, 7, "x")
  end)
end
place("__index: a chain of five tables to a function", "x0", function (y)
  local t = setmetatable({}, {__index = function (_, k) y("index") return k .. "0" end})
  for _ = 1, 5 do t = setmetatable({}, {__index = t}) end
  return t.x
end)
place("__index of strings", "key of abc", function (y)
  local meta, value = getmetatable("")
  local function index(s, k) meta.__index = string y("index") return k .. " of " .. s end
  meta.__index = index
  local ok, result = pcall(function () return ("abc").key end)
  meta.__index = string
  if not ok then error(result, 0) end
  return result, value
end)
place("__index of _ENV", "global G G", function (y)
  local run = assert(load("local a = G return 'global ' .. a .. ' ' .. G", "=x", "t",
    setmetatable({}, {__index = function (_, k) y("global") return k end})))
  return run()
end)
place("__newindex of _ENV", "G=7", function (y)
  local written
  assert(load("G = 7", "=x", "t", setmetatable({}, {__newindex = function (_, k, v)
    y("global")
    written = k .. "=" .. v
  end})))()
  return written
end)
for _, target in ipairs {"o.field", "o[1]", "o[300]", "o[n]", "o[2.5]", "o[s]", "o[true]", "up.field", "up[1]"} do
  for _, value in ipairs {"'v'", "n", "nil", "5"} do
    local code = target .. " = " .. value
    local run = assert(load("local up, n, s = ... local o, a = up, 'a' local function f() return up end "
      .. code .. " return a .. #f()"))
    place("__newindex: " .. code, "a1", function (y)
      local o = setmetatable({}, {__len = function () return 1 end})
      local done
      getmetatable(o).__newindex = function () y("newindex") done = true end
      local result = run(o, 7, "x")
      return done and result
    end)
  end
end
place("__newindex: several assignments at once", "3=c 2=b 1=a ", function (y)
  local log = ""
  local o = setmetatable({}, {__newindex = function (_, k, v) y("newindex") log = log .. k .. "=" .. v .. " " end})
  o[1], o[2], o[3] = "a", "b", "c"
  return log
end)
place("__newindex: a chain of tables to a function", "k=v", function (y)
  local written
  local t = setmetatable({}, {__newindex = function (_, k, v) y("newindex") written = k .. "=" .. v end})
  for _ = 1, 5 do t = setmetatable({}, {__newindex = t}) end
  t.k = "v"
  return written
end)

-- Calls of objects.
local function callable(y)
  return setmetatable({}, {__call = function (_, ...) y("call") return select("#", ...), ... end})
end
place("__call: without arguments", "0", function (y) local n = callable(y)() return tostring(n) end)
place("__call: arguments and results", "3 1 nil 3", function (y)
  local n, a, b, c = callable(y)(1, nil, 3)
  return ("%s %s %s %s"):format(n, a, b, c)
end)
place("__call: a tail call", "2ab", function (y)
  local o = callable(y)
  local function tail(...) return o(...) end
  return table.concat({tail("a", "b")})
end)
place("__call: a method", "1", function (y)
  local t = {method = callable(y)}
  return tostring((t:method()))
end)
place("__call: all arguments and results of a call", "256", function (y)
  local o = callable(y)
  return tostring(select("#", o(table.unpack({}, 1, 255))))
end)
place("__call: an object whose __call is an object", "3 x", function (y)
  local inner = callable(y)
  local middle = setmetatable({}, {__call = inner})
  local outer = setmetatable({}, {__call = middle})
  local n, _, _, x = outer("x")
  return n .. " " .. tostring(x)
end)
place("__call: in a constructor, the last of the list", "1 2 a", function (y)
  local t = {1, callable(y)("a", "b")}
  return t[1] .. " " .. t[2] .. " " .. t[3]
end)

place.finish()                          -- expect: every place passed
