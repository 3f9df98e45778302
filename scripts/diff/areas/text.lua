-- SPDX-License-Identifier: MIT
-- The plain functions of the string library at ordinary and extreme positions, escapes in literals.

local function text(r)
  return r.quote(r.repeated(0, r.pick {3, 8, 50}, function () return r.pick {"a", "B", "z", "\0", "\255", " ", "1", "\n", "é"} end))
end

local function position(r)
  return r.pick {
    "0", "1", "2", "3", "-1", "-2", "5", "-5", "100", "-100", "math.maxinteger", "math.mininteger", "2.0", "'2'", "nil", "1.5", "'x'",
    "{}", "math.maxinteger - 1", "math.mininteger + 1", "1e100",
  }
end

local function two_positions(r)
  return string.format("return string.%s(%s, %s, %s)", r.pick {"sub", "byte", "sub"}, text(r), position(r), position(r))
end

local function one_position(r)
  return string.format("local s = %s\nreturn s:%s(%s)", text(r), r.pick {"sub", "byte", "rep"},
    r.pick {"0", "1", "2", "3", "-1", "-2", "5", "'2'", "1.5", "nil", "", "math.mininteger", "2.0", "'x'"})
end

local function whole(r)
  return string.format("return string.%s(%s)", r.pick {"len", "upper", "lower", "reverse"}, r.once_in(4) and r.value() or text(r))
end

local function repeated(r)
  return string.format("return string.rep(%s, %s%s)", text(r), r.pick {"0", "1", "3", "-1", "7", "math.mininteger", "2.0", "'2'", "1.5"},
    r.pick {"", ", ','", ", ''", ", 1", ", nil", ", {}"})
end

local function too_long(r)
  return string.format("return #string.rep(%s, %s%s)", r.pick {"'ab'", "'abcdefgh'", "'abc'"},
    r.pick {"math.maxinteger", "math.maxinteger // 2", "1 << 62", "1 << 61"}, r.pick {"", ", ','"})
end

local function characters(r)
  return string.format("return string.char(%s)", r.repeated(0, 4, function ()
    return r.pick {"0", "65", "255", "256", "-1", "97.0", "'98'", "1.5", "nil", tostring(r.integer(0, 255))}
  end, ", "))
end

local function escape(r)
  return r.pick {
    "a", "\\n", "\\065", "\\0", "\\x41", "\\xfF", "\\u{41}", "\\u{20AC}", "\\u{7FFFFFFF}", "\\z  b", "\\\\", "\\'", "\\\"", "\\256", "\\x4",
    "\\xg0", "\\u{", "\\u{80000000}", "\\u41", "\\q", "\\1a", "\\12", "\\300", "\\v", "\\u{}", "\\a\\b\\f\\r\\t", "\\\n", "\\z\n x", "\\x",
    "\\u{110000}", "\\u{D800}", "\\9", "\\99999",
  }
end

local function literal(r)
  local quote = r.pick {'"', "'"}
  return "return " .. quote .. r.repeated(1, 4, function () return escape(r) end) .. (r.once_in(20) and "" or quote)
end

local function long_literal(r)
  local level = ("="):rep(r.integer(0, 2))
  local content = r.repeated(0, 5, function () return r.pick {"a", "\n", "\r\n", "\n\r", "\r", "]", "]]", "]=]", "[[", "\\n", "--"} end)
  return r.pick {"return ", "return --", "--"} .. "[" .. level .. "[" .. content .. "]" .. level .. "]" ..
    r.pick {"", "", "\nreturn 5", " .. 'x'"}
end

local function concatenation(r)
  return "local a, b = " .. r.value() .. ", " .. r.value() .. "\nreturn " .. r.repeated(2, 6, function ()
    return r.pick {"a", "b", "'x'", "1 ", "2.0", text(r), "''"}
  end, " .. ")
end

local function ordered(r)
  return string.format("local a, b = %s, %s\nreturn a < b, a <= b, a == b, a > b, #a, #b", text(r), text(r))
end

local forms = {two_positions, two_positions, one_position, whole, repeated, too_long, characters, literal, literal, long_literal,
  concatenation, ordered}

return function (r)
  return r.call(forms, r)
end
