-- SPDX-License-Identifier: MIT
-- Small programs: blocks, loops, goto, closures, functions with variable arguments, multiple assignment,
-- constants and to-be-closed variables. They end: loops are short, functions call only earlier ones.

-- The program being made: names in scope, and whether a loop, a function with '...' is around.
local Program = {}
Program.__index = Program

function Program:variable()
  return self.random.pick(self.names)
end

function Program:expression(depth)
  local r = self.random
  if depth == 0 or r.once_in(4) then
    return r.pick {self:variable(), self:variable(), self:variable(), tostring(r.integer(-3, 9)), r.pick {"1.5", "'s'", "nil", "true", "false", "0.0", "'7'", "2^3"},
      self.has_varargs and "..." or "g1", self.has_varargs and "select('#', ...)" or "g2", "t[1]", "t.x", "#kept"}
  end
  local a, b = self:expression(depth - 1), self:expression(depth - 1)
  local n = r.integer(1, 16)
  if n <= 5 then return a .. " " .. r.pick {"+", "-", "*", "%", "//", "&", "/", "<<"} .. " " .. b end
  if n == 6 then return a .. r.pick {" .. 's'", " .. 1 .. 'x'", " .. 2.0"} end -- b .. b would grow without bounds
  if n <= 9 then return "(" .. a .. r.pick {" and ", " or "} .. b .. ")" end
  if n <= 11 then return "(" .. a .. r.pick {" == ", " ~= ", " < ", " <= ", " > "} .. b .. ")" end
  if n == 12 then return r.pick {"not ", "-", "#"} .. "(" .. a .. ")" end
  if n == 13 then return "(" .. a .. ")" end
  if n == 14 then return "{" .. a .. ", x = " .. b .. "}" end
  if n == 15 and #self.functions > 0 and self.depth < 3 then return r.pick(self.functions) .. "(" .. a .. ", " .. b .. ")" end
  return "(function (...) return " .. r.pick {"...", "(...)", "1, ...", a:gsub("%.%.%.", "nil"), "select(2, ...)"} .. " end)(" .. b .. ")"
end

function Program:expressions(least, most)
  return self.random.repeated(least, most, function () return self:expression(self.random.integer(0, 2)) end, ", ")
end

function Program:target()
  return self.random.pick {self:variable(), self:variable(), "t.x", "t[1]", "t[" .. self:variable() .. "]", "g1", "g2", "t[#kept + 3]"}
end

function Program:fresh_name()
  self.count = self.count + 1
  return "v" .. self.count
end

-- A block with scope of its own; [names] are visible in it.
function Program:block(names, most)
  local visible, functions = #self.names, #self.functions
  self.depth = self.depth + 1
  for _, name in ipairs(names or {}) do table.insert(self.names, name) end
  local text = self.random.repeated(1, most or 3, function () return self:statement() end, "\n")
  for i = #self.names, visible + 1, -1 do self.names[i] = nil end
  for i = #self.functions, functions + 1, -1 do self.functions[i] = nil end
  self.depth = self.depth - 1
  return text
end

function Program:loop_block(names)
  local was_in_loop = self.in_loop
  self.in_loop = true
  local text = self:block(names)
  self.in_loop = was_in_loop
  return text
end

function Program:function_body(parameters)
  local saved = {self.has_varargs, self.in_loop}
  self.has_varargs, self.in_loop = self.random.once_in(2), false
  local text = "(" .. table.concat(parameters, ", ") .. (self.has_varargs and ", ..." or "") .. ")\n" .. self:block(parameters)
  if self.random.once_in(2) then text = "" .. text .. "\ndo return " .. self:expressions(0, 3) .. " end" end
  self.has_varargs, self.in_loop = saved[1], saved[2]
  return text .. "\nend"
end

local statements = {}

function statements.declare(p)
  local names = {}
  for i = 1, p.random.integer(1, 3) do names[i] = p:fresh_name() end
  local text = "local " .. table.concat(names, ", ")
  if p.random.once_in(6) then text = "local " .. table.concat(names, " <const>, ") .. " <const>" end
  if not p.random.once_in(5) or text:find("const") then text = text .. " = " .. p:expressions(1, #names) end
  if not text:find("const") then table.move(names, 1, #names, #p.names + 1, p.names) end
  return text
end

function statements.assign(p)
  local count = p.random.pick {1, 1, 1, 2, 2, 3}
  return p.random.repeated(count, count, function () return p:target() end, ", ") .. " = " .. p:expressions(1, count + 1)
end

function statements.show(p)
  return "print(" .. p:expressions(1, 3) .. ")"
end

function statements.choose(p)
  local text = "if " .. p:expression(2) .. " then\n" .. p:block()
  if p.random.once_in(3) then text = text .. "\nelseif " .. p:expression(1) .. " then\n" .. p:block() end
  if p.random.once_in(2) then text = text .. "\nelse\n" .. p:block() end
  return text .. "\nend"
end

function statements.count(p)
  local name = p:fresh_name()
  local bounds = p.random.pick {"1, 3", "3, 1, -1", "1, 2.5", "1, 0", "1.0, 2", "-1, 1", "'1', 2", "1, 3, 2", "2, 2"}
  return "for " .. name .. " = " .. bounds .. " do\n" .. p:loop_block {name} .. "\nend"
end

function statements.iterate(p)
  local key, value = p:fresh_name(), p:fresh_name()
  local list = p.random.pick {"ipairs {5, 6}", "pairs {k = " .. p:expression(1) .. "}", "next, {7}", "string.gmatch('ab', '.')", "ipairs {" .. p:expressions(0, 3) .. "}",
    "(function () local i = 0 return function () i = i + 1 if i < 3 then return i, " .. p:expression(0):gsub("%.%.%.", "nil") .. " end end end)()"}
  return "for " .. key .. ", " .. value .. " in " .. list .. " do\n" .. p:loop_block {key, value} .. "\nend"
end

function statements.wait(p)
  local name = p:fresh_name()
  local inside = "local " .. name .. " = 0\nwhile " .. name .. " < 3" .. p.random.pick {"", " and " .. p:expression(1)} .. " do " .. name .. " = " .. name .. " + 1\n"
  return inside .. p:loop_block() .. "\nend"
end

function statements.repeat_until(p)
  local name, inner = p:fresh_name(), p:fresh_name()
  return "local " .. name .. " = 0\nrepeat\n" .. name .. " = " .. name .. " + 1\n" .. p:loop_block() .. "\nlocal " .. inner .. " = " .. p:expression(1) ..
    "\nuntil " .. name .. " > 2 or " .. inner .. (p.random.once_in(3) and "\nprint(" .. name .. ")" or "")
end

function statements.group(p)
  return "do\n" .. p:block() .. "\nend"
end

function statements.define(p)
  local name = p:fresh_name()
  local text = "local function " .. name .. p:function_body {p:fresh_name(), p:fresh_name()}
  table.insert(p.functions, name)
  return text
end

function statements.keep_closure(p)
  local body = p:function_body {p:fresh_name()}
  return "kept[#kept + 1] = function " .. body
end

function statements.protect(p)
  return "print(pcall(function " .. p:function_body {p:fresh_name()} .. ", " .. p:expressions(1, 2) .. "))"
end

function statements.call(p)
  if #p.functions == 0 or p.depth > 2 then return statements.show(p) end
  return p.random.pick {"", "print"} .. "(" .. p.random.pick(p.functions) .. ")(" .. p:expressions(0, 3) .. ")"
end

function statements.leave(p)
  if not p.in_loop then return statements.show(p) end
  return "if " .. p:expression(1) .. " then break end"
end

function statements.jump(p)
  local label, name = p:fresh_name(), p:fresh_name()
  if p.random.once_in(2) then
    return "do\nlocal " .. name .. " = 0\n::" .. label .. "::\n" .. p:block() .. "\n" .. name .. " = " .. name .. " + 1 if " .. name .. " < 3 then goto " .. label .. " end\nend"
  end
  return "do\nif " .. p:expression(1) .. " then goto " .. label .. " end\n" .. p:block() .. "\n::" .. label .. "::\nend"
end

function statements.close(p)
  return "do\nlocal " .. p:fresh_name() .. " <close> = setmetatable({}, {__close = function (_, e) print('close', e) " ..
    (p.random.once_in(5) and "error('closing', 0) " or "") .. "end})\n" .. p:block() .. "\nend"
end

function statements.finish(p)
  return "if " .. p:expression(1) .. " then return " .. p:expressions(0, 2) .. " end"
end

function statements.method(p)
  return "function o:m(" .. p:fresh_name() .. ")\nself.n = (self.n or 0) + 1\nreturn self.n, " .. p:expressions(1, 2):gsub("%.%.%.", "nil") .. "\nend\nprint(o:m(" .. p:expression(1) .. "))"
end

local kinds = {"declare", "declare", "declare", "assign", "assign", "assign", "show", "show", "choose", "choose", "count", "iterate", "wait", "repeat_until",
  "group", "define", "keep_closure", "protect", "protect", "call", "leave", "jump", "close", "finish", "method"}
local flat = {"declare", "assign", "show", "leave", "call"}

function Program:statement()
  return statements[self.random.pick(self.depth < 4 and kinds or flat)](self)
end

local function make(r)
  local program = setmetatable({random = r, names = {"a", "b"}, functions = {}, count = 0, depth = 0, has_varargs = true, in_loop = false}, Program)
  return "local a, b, t, kept, o = 1, 's', {4, x = 2}, {}, {}\ng1, g2 = 3, nil\n" .. program:block(nil, 6) ..
    "\nfor i, f in ipairs(kept) do print(pcall(f, i)) end\nreturn a, b, t, g1, g2"
end

-- Compiled, dumped and loaded again, with and without debug information.
local function dumped(r, text)
  return string.format("local f = load(string.dump(load(%s, '=dumped'), %s), 'dumped', 'b', setmetatable({print = print}, {__index = _G}))\nreturn f()",
    r.quote(text), r.pick {"true", "false"})
end

return function (r)
  local text = make(r)
  return r.once_in(6) and dumped(r, text) or text
end
