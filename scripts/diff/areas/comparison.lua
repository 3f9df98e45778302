-- SPDX-License-Identifier: MIT
-- Comparisons, conditions with and, or, not, and the bounds of numeric loops.

local operators = {"<", "<=", ">", ">=", "==", "~="}

local function value(r)
  return r.once_in(2) and r.number() or r.value()
end

local function as_value(r)
  return string.format("local a, b = %s, %s\nreturn a %s b, b %s a", value(r), value(r), r.pick(operators),
    r.pick(operators))
end

local function with_constant(r)
  local operand = r.operand(value(r))
  return string.format("local a = %s\nif a %s %s then print 'yes' end\nreturn %s %s a", value(r), r.pick(operators),
    operand, operand, r.pick(operators))
end

local function close_numbers(r)
  local n = r.integer_value()
  return string.format("local a, b = %s, (%s) %s\nreturn a %s b, b %s a, a %s b + 0.0, a + 0.0 %s b", n, n,
    r.pick {"+ 0.0", "+ 1", "- 1", "+ 1.0", "- 1.0", "+ 0.5", "* 1.0"}, r.pick(operators), r.pick(operators),
    r.pick(operators), r.pick(operators))
end

local function condition(r, depth)
  if depth == 0 then
    return r.once_in(3) and r.pick {"a", "b", "c", "nil", "true", "false", "not a", "not b", "f(a)", "1", "t.x"} or
      string.format("%s %s %s", r.pick {"a", "b", "c", "1", "2.5"}, r.pick {"==", "~="}, r.pick {"a", "b", "c", "1", "'x'", "nil"})
  end
  local text = condition(r, depth - 1) .. r.pick {" and ", " or "} .. condition(r, depth - 1)
  if r.once_in(3) then text = "(" .. text .. ")" end
  return r.once_in(5) and "not (" .. text .. ")" or text
end

local function conditions(r)
  local text = condition(r, r.integer(1, 4))
  local values = {"1", "2.5", "nil", "false", "true", "'x'", "0"}
  return string.format("local a, b, c, t = %s, %s, %s, {}\nlocal function f(x) return x, 1 end\nlocal v = %s\n" ..
    "if %s then print 'yes' else print 'no' end\nlocal n = 0\nwhile %s do n = n + 1 if n > 2 then break end end\n" ..
    "repeat n = n + 1 until n > 5 or %s\nreturn v, n, %s", r.pick(values), r.pick(values), r.pick(values), text, text, text,
    text, text)
end

local function loop(r)
  local step = r.once_in(2) and "" or ", " .. r.value()
  return string.format("local n = 0\nfor i = %s, %s%s do\nprint(i)\nn = n + 1\nif n == 4 then break end\nend\nreturn n",
    r.value(), r.value(), step)
end

local function close_loop(r)
  local start = r.integer_value()
  local step = r.pick {"", ", 1", ", -1", ", 2", ", -2", ", 1.0", ", math.maxinteger", ", math.mininteger", ", 0.5"}
  return string.format("local n, s = 0, %s\nfor i = s, s %s%s do\nprint(i)\nn = n + 1\nif n == 8 then break end\nend\nreturn n",
    start, r.pick {"+ 1", "- 1", "+ 3", "- 3", "+ 0.5", "- 0.5", "* 2", "+ 1e3", "- 2.5"}, step)
end

local forms = {as_value, as_value, with_constant, close_numbers, conditions, conditions, loop, close_loop}

return function (r)
  return r.call(forms, r)
end
