-- SPDX-License-Identifier: MIT
-- Errors of operations on values of wrong types: the names of variables, fields, methods, upvalues and
-- constants in their texts, positions on several lines, error and assert with levels.

local bad = {"nil", "true", "{}", "'x'", "1", "2.5", "print", "coroutine.create(print)", "io.stdout", "setmetatable({}, {__name = 'Type'})"}

-- How the value is reached; %s stands for the value.
local places = {
  {"local a = %s", "a"}, {"a = %s", "a"}, {"local t = {x = %s}", "t.x"}, {"local t = {y = {x = %s}}", "t.y.x"},
  {"local t = {%s}", "t[1]"}, {"local t, k = {k = %s}, 'k'", "t[k]"}, {"local t, k = {[7] = %s}, 7", "t[k]"},
  {"local function f() return %s end", "f()"}, {"local function f() return %s end", "(f())"}, {"t = {x = %s}", "t.x"},
  {"local a <const> = %s", "a"}, {"", "(%s)"}, {"local a, b, c = 1, %s", "b"}, {"local t = {['not a name'] = %s}", "t['not a name']"},
  {"local t = {[1.5] = %s}", "t[1.5]"}, {"local t = {[true] = %s}", "t[true]"}, {"local _ENV = {x = %s, print = print}", "x"},
  {"local function f(...) return ... end", "f(%s)"}, {"local up = %s local t = {up = up}", "t.up"},
}

local uses = {
  "@()", "@.x", "@.x.y", "@[1]", "@['x y']", "@:method()", "@ + 1", "1 + @", "@ - @", "-@", "~@", "#@", "@ .. 'x'", "'x' .. @", "@ .. @",
  "@ < 1", "1 < @", "@ <= @", "@ < @", "@ > 'x'", "@ & 1", "1 | @", "@ << 2", "@ ~ @", "@ // 0", "@ % 0", "2 ^ @", "@.x.y.z()", "@.x()", "@:m().x",
  "@[nil]", "@ / 2", "#@.x", "-@.x", "@ & 1.5", "@ | 2^70", "@ + @.x", "@(1)(2)", "@.f(@)", "math.floor(@)", "('x'):rep(@)", "@.x:y()",
  "@ .. @.x", "@ >= {}", "'a' .. 1 .. @", "@ == @.x.y", "not @.x.y", "@ and @.x.y", "{@.x.y}", "@ >> '1'", "'a' + @", "'10' + @", "{} .. @",
  "@'string'", "@{}", "(@)()", "@[@]", "@[@][@]", "string.rep(@)", "setmetatable(@, 1)",
}

local statements = {
  "return %s", "local x = %s", "local x, y = 1, %s", "if %s then end", "while %s do break end", "for i = %s, 2 do break end", "for i = 1, %s do break end",
  "for i = 1, 2, %s do break end", "for k in %s do end", "for k in pairs(%s) do end", "t2 = {x = %s}", "return 1, (%s)", "print(%s)", "return\n%s",
  "local x =\n%s", "repeat local z = %s until true", "return (function () return %s end)()", "local function g() return 1 + (%s) end\nreturn g()",
  "local x <close> = %s", "x = %s", "local t3 = {}\nt3[%s] = 1", "goto l ::l:: return %s",
}

local assignments = {"@.x = 1", "@[1] = 2", "@.x.y = 3", "@[nil] = 1", "@[0/0] = 1", "@.x, a2 = 1, 2", "a2, @.y = 1", "@.a.b.c = 1", "@['x y'] = 1",
  "local function g() @.x = 1 end g()", "@[@] = 1", "@.x[@] = 2", "@()", "@.m()", "@:m()", "@.x.y:m(1)", "for i = 1, 3 do @.x = i end"}

local function operation(r)
  local place = r.pick(places)
  local value = r.pick(bad)
  local use = r.pick(uses):gsub("@", function () return place[2] end)
  local text = place[1] .. "\n" .. string.format(r.pick(statements), (use:gsub("%%", "%%%%")))
  if r.once_in(3) then -- the variable becomes an upvalue
    text = place[1] .. "\nlocal function inner()\n" .. string.format(r.pick(statements), use) .. "\nend\nreturn inner()"
  end
  return (text:gsub("%%s", function () return value end))
end

local function assignment(r)
  local place = r.pick(places)
  if place[2]:find("^%(") then place = places[1] end
  local value = r.pick(bad)
  local text = r.pick(assignments):gsub("@", function () return place[2] end)
  if r.once_in(3) then text = "local function inner() " .. text .. " end\ninner()" end
  return ((place[1] .. "\n" .. text):gsub("%%s", function () return value end))
end

local function raised(r)
  local level = r.pick {"", ", 0", ", 1", ", 2", ", 3", ", 4", ", -1", ", 100", ", nil", ", '2'"}
  local value = r.pick {"'text'", "nil", "{}", "42", "1.5", "true", "'a\\nb'", "setmetatable({}, {__tostring = function () return 'obj' end})", ""}
  if value == "" then level = "" end
  local raise = "error(" .. value .. level .. ")"
  return r.pick {
    raise, "local function f()\n" .. raise .. "\nend\nf()", "local function f()\n" .. raise .. "\nend\nlocal function g()\nf()\nend\ng()",
    "return pcall(error" .. (value == "" and "" or ", " .. value .. level) .. ")", "local t = setmetatable({}, {__index = function ()\n" .. raise .. " end})\nreturn t.x",
    "local co = coroutine.wrap(function ()\n" .. raise .. "\nend)\nco()", "return xpcall(function () " .. raise .. " end, function (m) return m, 2 end)",
    "local function f()\nreturn " .. raise .. "\nend\nreturn f()", "return select(2, pcall(function () local x <close> = setmetatable({}, {__close = function (_, e) print(e) end})\n" .. raise .. " end))",
    "for _, v in ipairs {1, 2} do\n" .. raise .. "\nend", "return load(\"" .. raise:gsub("\"", "'"):gsub("\\", "\\\\") .. "\", \"@file.lua\")()",
    "return load(\"" .. raise:gsub("\"", "'"):gsub("\\", "\\\\") .. "\", \"source text\")()",
  }
end

local function asserted(r)
  local values = r.repeated(0, 3, function () return r.pick {"nil", "false", "'message'", "1", "{}", "true", "1.5"} end, ", ")
  return r.pick {"return assert(%s)", "local function f()\nreturn (assert(%s))\nend\nreturn f()", "return pcall(assert%s)", "print(assert(%s))"}
    :gsub("%%s", function () return values end):gsub("pcall%(assert", values == "" and "pcall(assert" or "pcall(assert, ")
end

local forms = {operation, operation, operation, assignment, raised, asserted}

return function (r)
  return (r.call(forms, r))
end
