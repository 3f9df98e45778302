-- SPDX-License-Identifier: MIT
-- What debug tells of running programs: tracebacks, names and positions of the functions on the stack,
-- names of local variables.

-- Ways to call a function g.
local calls = {
  "g()", "local x = g()", "return g()", "return (g())", "local f = g f()", "t.g()", "t:g()", "(g)()", "pcall(g)", "t.u.g()", "t[1]()", "return t.g()",
  "for _ in g do break end", "local x = o + 1", "local x = o.x", "o.x = 1", "local x = #o", "local x = -o", "local x = o .. 'x'", "local x = o < o", "o()", "return o()",
  "local x = o == setmetatable({}, getmetatable(o))", "coroutine.wrap(g)()", "table.sort({1, 2}, function (a, b) g() return a < b end)", "string.gsub('a', 'a', g)",
  "do local c <close> = o end", "xpcall(g, print)", "load('local g = ... g()', '=loaded')(g)", "global()", "_G.global()", "select(2, 1, g())", "tostring(o)", "local x = o <= 1",
  "up.g()", "(function () g() end)()", "(function () return g() end)()", "local x = o // 2", "local x = ~o", "for i in pairs(o) do break end", "local x = o[1]",
}

-- Functions that call each other in a row; the innermost does what [shown] says. Each has its own variables, so
-- that none calls itself.
local function chain(r, shown)
  local text = "local g0 = function (...)\n" .. shown .. "\nend\n"
  local depth = r.integer(1, 4)
  for i = 1, depth do
    text = text .. string.format("local g = g%d\nlocal t, up, o = {g = g, u = {g = g}, g}, {g = g}\nglobal%d = g\n" ..
      "o = setmetatable({}, {__add = g, __index = g, __newindex = g, __len = g, __unm = g, __concat = g, __lt = g, __call = g, __eq = g, __close = g, __idiv = g, " ..
      "__bnot = g, __tostring = function () g() return 'o' end, __pairs = g, __le = g, __name = 'O'})\n%s\n%s\nend\n", i - 1, i,
      r.pick {"local g%d = function (...)", "local function g%d(...)", "local g%d = function ()"}:format(i), (r.pick(calls):gsub("global", "global" .. i)))
  end
  return text .. r.pick {"g@()", "pcall(g@)", "coroutine.wrap(g@)()", "return g@()", "local t = {x = g@}\nt.x()", "local t = {x = g@}\nt:x()"}:gsub("@", depth)
end

local function traceback(r)
  return chain(r, "print(debug.traceback(" .. r.pick {"'message'", "'m', 1", "'m', 2", "nil, 1", "''"} .. "))")
end

local function names(r)
  return chain(r, "for level = 1, 8 do local i = debug.getinfo(level, 'nSlt') if not i then break end\n" ..
    "print(level, i.name, i.namewhat, i.what, i.currentline, i.linedefined, i.istailcall) end")
end

local function raised(r)
  return chain(r, "error('raised', " .. r.integer(0, 3) .. ")")
end

local function variables(r)
  return "local function f(a, b, ...)\nlocal c, d = 1\nfor i = 1, 2 do\nlocal e = i\nif i == 2 then\nfor level = 1, 2 do\nfor n = " .. r.pick {"1", "-3"} ..
    ", 12 do local name, v = debug.getlocal(level, n) if name and name:sub(1, 1) ~= '(' or n < 0 then print(n, name, type(v)) end end\nend\nend\nend\nend\n" ..
    "f(" .. r.pick {"", "1", "1, 2, 3", "1, 2, 3, 4, nil"} .. ")"
end

local forms = {traceback, traceback, names, names, raised, variables}

return function (r)
  return r.call(forms, r)
end
