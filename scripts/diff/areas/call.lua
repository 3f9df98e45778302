-- SPDX-License-Identifier: MIT
-- Every library function with too few, too many and wrong arguments: checks, their order and texts.

local functions = {
  "assert", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen", "rawset",
  "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "require", "dofile", "loadfile",
  "string.byte", "string.char", "string.find", "string.format", "string.gmatch", "string.gsub", "string.len", "string.lower",
  "string.match", "string.pack", "string.packsize", "string.rep", "string.reverse", "string.sub", "string.unpack", "string.upper",
  "table.concat", "table.insert", "table.pack", "table.remove", "table.sort", "table.unpack",
  "math.abs", "math.ceil", "math.floor", "math.fmod", "math.max", "math.min", "math.modf", "math.tointeger", "math.type",
  "math.ult", "math.sqrt", "math.log", "math.exp",
  "utf8.char", "utf8.codepoint", "utf8.codes", "utf8.len", "utf8.offset",
  "coroutine.create", "coroutine.resume", "coroutine.status", "coroutine.wrap", "coroutine.close", "coroutine.isyieldable",
  "coroutine.yield", "coroutine.running",
  "os.date", "os.time", "os.difftime", "os.getenv", "io.type", "io.open", "io.lines", "io.close",
  "debug.getmetatable", "debug.getlocal", "debug.getupvalue", "debug.setupvalue", "debug.upvalueid", "debug.upvaluejoin",
  "debug.getuservalue", "debug.setuservalue", "debug.getinfo",
}

local methods = {"byte", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "sub", "upper", "pack", "nothing"}

local function argument(r)
  local n = r.integer(1, 12)
  if n <= 4 then return r.pick {"'abc'", "'%a'", "'x'", "'%d'", "''", "'1'"} end
  if n <= 7 then return r.pick(r.small_integers) end
  if n == 8 then return r.pick {"{1, 2, 3}", "{}", "{'a', 'b'}", "setmetatable({}, {__metatable = 'locked'})"} end
  if n == 9 then return r.pick {"print", "function (...) return ... end", "error", "type", "string.upper"} end
  if n == 10 then return r.pick {"nil", "true", "false"} end
  if n == 11 then return r.pick {"io.stdout", "coroutine.create(print)", "1.5", "2.0", "-1.0", "math.huge"} end
  return r.pick {"'/nonexistent'", "'*t'", "'#'", "'n'", "'l'", "'k'", "'rb'"}
end

-- Reads and writes of files are not for here, nor is what time it is, nor what would change print.
local function is_harmless(name, arguments)
  if name == "debug.setupvalue" or name == "debug.upvaluejoin" then return not arguments:find("print") end
  if name == "os.time" or name == "os.date" then return arguments:find(",") and not arguments:find("^nil") end
  return not (name == "dofile" or name == "io.lines") or arguments:find("^'/")
end

local function arguments_of(r, name)
  local arguments
  repeat
    arguments = r.repeated(0, r.integer(0, 4), function () return argument(r) end, ", ")
  until is_harmless(name, arguments)
  return arguments
end

local function direct(r)
  local name = r.pick(functions)
  return string.format("return %s(%s)", name, arguments_of(r, name))
end

local function protected(r)
  local name = r.pick(functions)
  local arguments = arguments_of(r, name)
  return string.format("return pcall(%s%s)", name, arguments == "" and "" or ", " .. arguments)
end

local function renamed(r)
  local name = r.pick(functions)
  return string.format("local f, t = %s, {m = %s}\nprint(pcall(function () f(%s) end))\nprint(pcall(function () t.m(%s) end))\nt:m(%s)",
    name, name, arguments_of(r, name), arguments_of(r, name), is_harmless(name, "") and r.pick {"", "1", "'x'"} or "1")
end

local function method(r)
  return string.format("local s = %s\nreturn s:%s(%s)", r.pick {"'abc'", "'x'", "'%d'", "12", "''", "nil"}, r.pick(methods),
    arguments_of(r, "method"))
end

-- Through a metamethod, as a tail call, in a coroutine, as an iterator.
local function indirect(r)
  local name = r.pick(functions)
  local arguments = arguments_of(r, name)
  return r.pick {
    "local t = setmetatable({}, {__index = " .. name .. "})\nreturn t[" .. argument(r) .. " or 1]",
    "local t = setmetatable({}, {__call = " .. name .. "})\nreturn t(" .. arguments .. ")",
    "return (" .. name .. ")(" .. arguments .. ")",
    "local function f(...) return " .. name .. "(...) end\nreturn f(" .. arguments .. ")",
    "return coroutine.resume(coroutine.create(" .. name .. ")" .. (arguments == "" and "" or ", " .. arguments) .. ")",
    "return coroutine.wrap(" .. name .. ")(" .. arguments .. ")",
    "local t = setmetatable({}, {__add = " .. name .. "})\nreturn t + " .. r.operand(argument(r)),
  }
end

local forms = {direct, direct, direct, protected, renamed, method, indirect, indirect}

-- Without what reads standard input or tells the time.
local function is_stable(case)
  return not (case:find("loadfile[^(]") or case:find("loadfile%(%)") or case:find("dofile[^(]") or case:find("io.lines[^(]") or
    case:find("os.time[^(]") or case:find("os.date[^(]"))
end

return function (r)
  local case
  repeat case = r.call(forms, r) until is_stable(case)
  return case
end
