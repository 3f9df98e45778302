-- only: neap
-- Functions of the library string may be suspended where they call back, and in metamethods.
local place = ... or dofile("data/place.lua")

local function object(y, text)
  return setmetatable({}, {__tostring = function () y("tostring") return text end})
end

-- ---- gsub

place("gsub: the function", "<a>-<b>-c", function (y)
  return (("a-b-c"):gsub("%w", function (c) y(c) if c ~= "c" then return "<" .. c .. ">" end end))
end)
place("gsub: the function, with captures and a count", "b=a, d=c 2", function (y)
  return ("%s %d"):format(("a=b, c=d"):gsub("(%w)=(%w)", function (k, v) y(k) return v .. "=" .. k end))
end)
place("gsub: empty matches, anchors, a limit", ".a.b.|^a", function (y)
  local dotted = ("ab"):gsub("", function () y("empty") return "." end)
  return dotted .. "|" .. (("aa"):gsub("^a", function () y("anchor") return "^" end, 1))
end)
place("gsub: position captures, frontiers", "1the 5the", function (y)
  return (("the the"):gsub("()%f[%w](%w+)", function (at, word) y(at) return at .. word end))
end)
place("gsub: __index of the table", "1, 2, c", function (y)
  return (("a, b, c"):gsub("%w", setmetatable({}, {__index = function (_, k) y(k) return ({a = 1, b = 2})[k] end})))
end)
place("gsub: a chain of tables to __index", "A", function (y)
  local t = setmetatable({}, {__index = function (_, k) y(k) return k:upper() end})
  return (("a"):gsub(".", setmetatable({}, {__index = setmetatable({}, {__index = t})})))
end)
place("gsub: long results", "2000003", function (y)
  return tostring(#("a.b"):gsub("%w", function () y("long") return ("x"):rep(1000001) end))
end)
place("gsub: a result that is none", "invalid replacement value (a table)", function (y)
  local ok, message = pcall(string.gsub, "x", "x", function () y("x") return {} end)
  return not ok and message
end, "broken")
place("gsub in gsub in gsub", "[(<a>)]", function (y)
  return (("a"):gsub("a", function (a)
    return "[" .. a:gsub("a", function (b)
      return "(" .. b:gsub("a", function (c) y(c) return "<" .. c .. ">" end) .. ")"
    end) .. "]"
  end))
end)
place("gsub of a sort in gsub", "ab cd", function (y)
  return (("ba dc"):gsub("%a%a", function (word)
    local t = {word:byte(1, -1)}
    table.sort(t, function (a, b)
      local s = ("x"):gsub("x", function () y("deep") return "y" end)
      return s == "y" and a < b
    end)
    return string.char(table.unpack(t))
  end))
end)

-- ---- conversions

place("format: %s and __tostring", "object 7 object  ob", function (y)
  local o = object(y, "object")
  return ("%s %d %s %3.2s"):format(o, 7, o, o)
end)
place("format: %s, a long text", "1000001", function (y)
  return tostring(#("%s."):format(object(y, ("x"):rep(1000000))))
end)
place("format: a result that is no string", "'__tostring' must return a string", function (y)
  local ok, message = pcall(string.format, "%s", object(y, {}))
  return not ok and message
end, "broken")
place("format: __name", "thing: ", function (y)
  local meta = {__name = "thing"}
  local o = setmetatable({}, meta)
  meta.__tostring = function () y("tostring") meta.__tostring = nil local s = tostring(o):match("^thing: ") return s end
  return ("%s"):format(o)
end)

-- ---- arithmetic of strings with objects: the metamethods of strings call those of the object

for event, operator in pairs {add = "+", sub = "-", mul = "*", div = "/", mod = "%", pow = "^", idiv = "//"} do
  for _, expression in ipairs {"'10' " .. operator .. " o", "o " .. operator .. " '10'", "'x' " .. operator .. " o"} do
    local run = assert(load("local o = ... local a, r = 'a', " .. expression .. " return a .. r"))
    place("__" .. event .. ": " .. expression, "aresult", function (y)
      return run(setmetatable({}, {["__" .. event] = function () y(event) return "result" end}))
    end)
  end
end
place("__add called as a method of strings", "sum", function (y)
  local add = getmetatable("").__add
  return add("1", setmetatable({}, {__add = function () y("add") return "sum" end}))
end)

place.finish()                          -- expect: every place passed
