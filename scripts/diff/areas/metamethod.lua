-- SPDX-License-Identifier: MIT
-- Metamethods of all events that report their arguments, on tables used with every operator and by the
-- library; missing ones, inherited ones, ones that are no functions, ones that raise errors.

local binary = {add = "+", sub = "-", mul = "*", div = "/", mod = "%", pow = "^", idiv = "//", band = "&", bor = "|", bxor = "~",
  shl = "<<", shr = ">>", concat = "..", eq = "==", lt = "<", le = "<="}
local others = {"unm", "len", "bnot", "index", "newindex", "call", "tostring", "name", "pairs", "close", "metatable", "mode"}

local events = {}
for name in pairs(binary) do events[#events + 1] = name end
table.sort(events)
table.move(others, 1, #others, #events + 1, events)

local function result(r)
  return r.pick {"7", "'result'", "nil", "false", "true", "b", "{}", "2.5", "a, b", ""}
end

local function handler(r, event)
  if event == "name" then return r.pick {"'MyType'", "5", "nil"} end
  if event == "metatable" then return r.pick {"'locked'", "nil", "false"} end
  if event == "mode" then return r.pick {"'k'", "'v'", "nil"} end
  if event == "tostring" then return r.pick {"function () return 'text' end", "function () return 5 end", "function () return nil end"} end
  if event == "pairs" then return r.pick {"function (t) return next, {5}, nil, 'more' end", "function () end"} end
  if r.once_in(5) then
    return r.pick {"{x = 'inner', 1, 2}", "setmetatable({}, {__index = function (_, k) return k end})", "5", "nil", "print", "'x'", "rawget",
      "setmetatable({}, {__call = function (self, ...) print('called', ...) return ... end})"}
  end
  return string.format("function (a, b, c) print('%s', name(a), name(b), name(c))%s return %s end", event,
    r.once_in(8) and " error('in " .. event .. "', " .. r.pick {"0", "1", "2"} .. ") do return end" or "", result(r)):gsub("do return end return.-end$", "end")
end

local function metatable(r)
  local parts = {}
  for _ = 1, r.integer(0, 7) do
    local event = r.pick(events)
    parts[#parts + 1] = "__" .. event .. " = " .. handler(r, event)
  end
  return "{" .. table.concat(parts, ",\n  ") .. "}"
end

local function operand(r)
  return r.pick {"x", "y", "x", "y", "1", "'s'", "nil", "2.5", "z"}
end

local function operation(r)
  local operator = r.pick {"+", "-", "*", "/", "%", "^", "//", "&", "|", "~", "<<", ">>", "..", "==", "~=", "<", "<=", ">", ">="}
  local a, b = operand(r), operand(r)
  return r.pick {
    a .. " " .. operator .. " " .. b, "-x", "~x", "#x", "x.field", "x[1]", "x[y]", "x(1, 2)", "x()", "tostring(x)", "x .. y .. 's' .. x", "y.a.b",
    "'a' .. x .. 1", "x == y", "not (x < y)", "x:method()", "next(x) ~= nil", "rawlen(x)", "rawequal(x, y)", "rawget(x, 'field')", "getmetatable(x)",
    "select('#', x(nil, nil))", "(x(1))", "string.format('%s', x):gsub('0x%x+', 'ADDRESS')", "table.concat({1, x}, ',')", "#x .. 'n'", "math.max(1, x)",
    "('abc'):rep(x)", "table.unpack(x)", "ipairs(x)", "{x.a, x.b}", "x.a and x.b or x.c", "pcall(x, 1)", "table.concat(x)", "tonumber(x)",
    "setmetatable(x, nil) == x", "type(x)", "table.remove(x)", "x .. 1 .. 2", "1 .. 2 .. x", "'x' + x", "10 - x", "x % 3", "x | 1.5", "1 < x", "x >= 1",
  }
end

local function action(r)
  local text = operation(r)
  return r.pick {
    "print(pcall(function () return " .. text .. " end))", "print(pcall(function () return " .. text .. " end))",
    "print(pcall(function () if " .. text .. " then return 'then' else return 'else' end end))", "print(pcall(function () x.field = 1 end))",
    "print(pcall(function () x[1], y[2] = 1, 2 end))", "print(pcall(function () y.a = x end))", "print(pcall(function () local c <close> = x return 1 end))",
    "print(pcall(function () local n = 0 for k, v in pairs(x) do n = n + 1 end return n end))", "print(pcall(function () for a, b in x, y do print(a) break end end))",
    "print(pcall(function () for i, v in ipairs(x) do print(i, v) if i > 3 then break end end end))", "print(pcall(function () return x(1) end))",
    "print(pcall(function () local t = " .. text .. " local u = t return u end))", "print(pcall(function () while " .. text .. " do print 'in' break end end))",
    "print(pcall(table.insert, x, 1))", "print(pcall(function () x.n = (x.n or 0) + 1 end))",
  }
end

return function (r)
  return "local names = {}\nlocal function name(v)\nif names[v] then return names[v] end\nreturn type(v) == 'table' and 'table' or v\nend\n" ..
    "local m = " .. metatable(r) .. "\nlocal x = setmetatable({}, m)\n" ..
    "local y = setmetatable({5}, " .. r.pick {"m", metatable(r), "{__index = x}", "{__index = x, __newindex = x}"} .. ")\nlocal z = {}\n" ..
    "names = setmetatable({}, {__index = function (_, v) return rawequal(v, x) and 'x' or rawequal(v, y) and 'y' or nil end})\n" ..
    r.repeated(1, 6, function () return action(r) end, "\n")
end
