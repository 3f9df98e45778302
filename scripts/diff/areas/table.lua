-- SPDX-License-Identifier: MIT
-- The table library at ordinary and extreme indices, on plain tables and through metamethods; lengths,
-- constructors, next, select.

local function list(r)
  return "{" .. r.repeated(0, 6, function () return r.once_in(2) and tostring(r.integer(-9, 9)) or "'" .. r.pick {"a", "b", "c"} .. "'" end, ", ") .. "}"
end

local function numbers(r)
  return "{" .. r.repeated(0, 12, function () return r.once_in(4) and r.pick(r.sortable) or tostring(r.integer(-20, 20)) end, ", ") .. "}"
end

-- An index near the ends of lists or of the integers.
local function index(r)
  return r.pick {
    "0", "1", "2", "3", "4", "5", "-1", "6", "7", "1", "2", "3", "nil", "1.0", "2.5", "'2'", "'x'", "math.maxinteger",
    "math.mininteger", "math.maxinteger - 1", "math.mininteger + 1", "-2", "10", "1e100", "{}",
  }
end

-- A table that reports what is done to it.
local function proxy(r, length)
  return string.format("setmetatable({}, {__index = function (_, k) print('get', k) return t[k] end, " ..
    "__newindex = function (_, k, v) print('set', k, v) t[k] = v end, __len = function () return %s end})",
    length or r.pick {"#t", "#t", "#t", "3", "0", "'3'", "2.0", "2.5", "nil", "'x'"})
end

local function subject(r)
  return string.format("local t = %s\nlocal u = %s\n", list(r), r.once_in(3) and proxy(r) or "t")
end

local function insert(r)
  return subject(r) .. string.format("print(pcall(table.insert, u%s))\nreturn t",
    r.pick {", 'new'", ", " .. index(r) .. ", 'new'", ", " .. index(r) .. ", 'new'", "", ", 1, 2, 3"})
end

local function remove(r)
  return subject(r) .. string.format("print(pcall(table.remove, u%s))\nreturn t", r.once_in(4) and "" or ", " .. index(r))
end

-- Lists that end at the greatest integers. Only what need not move them all.
local function at_the_end(r)
  local near = r.pick {"math.maxinteger", "math.maxinteger - 1", "math.maxinteger - 2", "#u"}
  return string.format("local t = {1, 2}\nlocal u = %s\nprint(pcall(table.%s))\nreturn t",
    proxy(r, r.pick {"math.maxinteger", "math.maxinteger - 1", "math.mininteger"}),
    r.pick {"insert, u, 'new'", "insert, u, " .. near .. ", 'new'", "remove, u", "remove, u, " .. near, "unpack, u", "concat, u",
      "sort, u", "unpack, u, " .. near})
end

-- Small distances: a move of all integers would take for ever.
local function move(r)
  local first = r.pick {"1", "2", "0", "-1", "math.maxinteger - 3", "math.mininteger", "math.maxinteger", "3", "'1'", "1.5"}
  local last = r.pick {first, "3", "5", "1", "0", "-1", "math.mininteger + 2", "math.maxinteger"}
  local wide = last == "math.maxinteger" and not first:find("max") or first == "math.mininteger" and not last:find("min")
  return subject(r) .. string.format("print(pcall(table.move, u, %s, %s, %s%s))\nreturn t", first, wide and first or last, index(r),
    r.pick {"", "", ", {}", ", t", ", u", ", nil", ", 1"})
end

local function concat(r)
  return subject(r) .. string.format("return table.concat(u%s)", r.pick {"", ", ','", ", ', ', " .. index(r),
    ", '', " .. r.pick {"1", "2", "0", "math.maxinteger"} .. ", " .. r.pick {"0", "3", "-1", "5"}, ", 1, 2, 3", ", {}"})
end

local function unpack(r)
  return subject(r) .. string.format("return table.unpack(u%s)", r.pick {"", ", " .. r.pick {"1", "2", "0", "-2", "4"},
    ", 1, " .. r.pick {"0", "3", "-1", "5", "1e8", "math.maxinteger", "10000000"}, ", math.maxinteger, math.mininteger",
    ", math.mininteger, math.maxinteger", ", math.maxinteger - 2, math.maxinteger", ", 0, math.maxinteger", ", 2, 1.5", ", 'x'"})
end

local function sort(r)
  return string.format("local t = %s\nprint(pcall(table.sort, t%s))\nreturn t",
    r.pick {numbers(r), numbers(r), list(r), "{'b', 'a', 'B', '', 'ab', 'a\\0', 'a'}", "{3, 1, nil, 2}"},
    r.pick {"", "", ", function (a, b) return a > b end", ", nil", ", 1", ", function (a, b) return b < a end"})
end

local function constructor(r)
  local parts = r.repeated(0, 8, function ()
    local key = r.pick {"1", "2", "3", "4", "0", "-1", "1.0", "2.5", "'x'", "'y'", "true", "math.maxinteger", "2^53", "5", "nil"}
    return r.pick {"7", "nil", "'v'", "x = 1", "y = nil", "[" .. key .. "] = " .. r.integer(1, 99), "f()", "(f())", "..."}
  end, r.pick {", ", "; "})
  return "local function f() return 10, 20, 30 end\nlocal function g(...) return {" .. parts .. "} end\nlocal t = g(" ..
    r.pick {"", "1", "1, nil", "nil, 5", "1, 2, 3"} .. ")\nreturn t"
end

-- Borders are only compared where there is one.
local function history(r)
  local steps = r.repeated(1, 14, function ()
    local i = r.integer(1, 8)
    return r.pick {"t[#t + 1] = " .. i, "t[#t] = nil", "table.insert(t, " .. i .. ")", "table.remove(t)", "t['k" .. i .. "'] = " .. i,
      "t[" .. -i .. "] = 'n'", "t['k" .. i .. "'] = nil", "table.insert(t, 1, 'first')", "table.remove(t, 1)", "t[" .. i .. ".5] = 1",
      "t = table.pack(table.unpack(t)) t.n = nil", "t = table.move(t, 1, #t, 1, {})"}
  end, "\n")
  return "local t = {}\n" .. steps .. "\nlocal n = 0\nfor k in pairs(t) do n = n + 1 end\nreturn #t, n, t, rawlen(t)"
end

local function selected(r)
  return string.format("return select(%s%s)", r.pick {"'#'", index(r), index(r), "-1", "-2", "-3"},
    r.repeated(0, 4, function () return ", " .. r.pick {"1", "nil", "'x'", "false"} end))
end

local function pairs_of(r)
  return string.format("local t = %s\nlocal n = 0\nfor k, v in %s do n = n + 1 print(k, v) if n == 6 then break end end\nreturn n", list(r),
    r.pick {"ipairs(t)", "pairs(t)", "next, t", "next, t, 1", "ipairs(t, 1)", "pairs(nil)", "ipairs(nil)", "ipairs()", "next, t, 77",
      "pairs(setmetatable({}, {__pairs = function (x) return next, t end}))", "ipairs(setmetatable({}, {__index = t}))",
      "pairs(setmetatable({}, {__pairs = 1}))", "ipairs('abc')", "t", "nil", "1", "'x'", "next", "next, nil"})
end

local forms = {insert, remove, at_the_end, move, concat, unpack, sort, constructor, constructor, history, selected, pairs_of}

return function (r)
  return r.call(forms, r)
end
