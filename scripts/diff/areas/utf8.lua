-- SPDX-License-Identifier: MIT
-- The utf8 library on well-formed and broken text, strict and lax.

local function piece(r)
  return r.pick {
    "a", "z", "\0", "é", "€", "\u{10FFFF}", "\u{7FFFFFFF}", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xbf", "\xc0\x80", "\xff", "\xfe",
    "\xe2\x82", "\xc3", "\xf0\x80\x80\x80", "\xe0\x9f\xbf", "\u{3FFFFFF}", "\u{1FFFFF}", "ab", "ß", "日本",
  }
end

local function text(r)
  if r.once_in(2) then
    return r.quote(r.repeated(0, 5, function () return r.pick {"a", "é", "€", "\u{10FFFF}", "b", "\u{7FF}"} end))
  end
  return r.quote(r.repeated(0, 5, function () return piece(r) end))
end

local function position(r)
  return r.pick {"0", "1", "2", "3", "-1", "-2", "4", "5", "-5", "100", "-100", "math.maxinteger", "math.mininteger", "nil", "1.5", "'2'"}
end

local function lax(r)
  return r.pick {"", "", ", true", ", false", ", nil"}
end

local function ranged(r)
  local tail = r.pick {"", ", " .. position(r), ", " .. position(r) .. ", " .. position(r) .. lax(r), ", 1, -1" .. lax(r)}
  return string.format("return utf8.%s(%s%s)", r.pick {"len", "codepoint", "len"}, text(r), tail)
end

local function offset(r)
  return string.format("return utf8.offset(%s, %s%s)", text(r), r.pick {position(r), tostring(r.integer(-4, 4))},
    r.once_in(2) and "" or ", " .. position(r))
end

local function characters(r)
  return string.format("return utf8.char(%s)", r.repeated(0, 4, function ()
    return r.pick {"0", "65", "127", "128", "0x7FF", "0x800", "0xFFFF", "0x10000", "0x10FFFF", "0x110000", "0x7FFFFFFF", "0x80000000",
      "-1", "65.0", "'66'", "1.5", "nil", tostring(r.integer(0, 0x7fffffff))}
  end, ", "))
end

local function codes(r)
  return string.format("for p, c in utf8.codes(%s%s) do print(p, c) end", text(r), lax(r))
end

local function by_pattern(r)
  return string.format("for c in string.gmatch(%s, utf8.charpattern) do print(c) end", text(r))
end

local function from_iterator(r)
  return string.format("local f, s, i = utf8.codes(%s%s)\nreturn i, f(s, %s)", text(r), lax(r), position(r))
end

local forms = {ranged, ranged, ranged, offset, offset, characters, codes, codes, by_pattern, from_iterator}

return function (r)
  return r.call(forms, r)
end
