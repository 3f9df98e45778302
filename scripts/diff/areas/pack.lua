-- SPDX-License-Identifier: MIT
-- string.pack, packsize and unpack: all options, alignment, overflows, short data, wrong formats.

local options = {"b", "B", "h", "H", "l", "L", "j", "J", "T", "f", "d", "n", "x", "z", "s"}

local function option(r)
  local n = r.integer(1, 14)
  if n <= 5 then return r.pick(options) end
  if n <= 8 then return r.pick {"i", "I", "s"} .. r.integer(r.once_in(8) and 0 or 1, r.once_in(8) and 18 or 8) end
  if n == 9 then return r.pick {"<", ">", "=", "!", "!1", "!2", "!4", "!8", "!16", "!3", "!17"} end
  if n == 10 then return "c" .. r.integer(0, 6) end
  if n == 11 then return "X" .. r.pick(options) end
  if n == 12 then return r.pick {"i9", "I9", "i16", "I16", "Xi4", "Xi3", "Xz", "X", "c", "i", "I", "z", " "} end
  if n == 13 then return r.pick {"c100", "s0", "i17", "?", "i99999999999", "\0", "Xc1", "X "} end
  return r.pick(options)
end

local function options_of(r)
  return r.repeated(0, 5, function () return option(r) end, r.pick {"", " "})
end

local function value(r)
  if r.once_in(3) then return r.pick {"'abc'", "''", "'a\\0b'", "'hello'", "'1'", "'\\255'"} end
  return r.once_in(8) and r.value() or r.once_in(3) and r.pick(r.small_integers) or r.number()
end

local function values(r)
  return r.repeated(0, 5, function () return ", " .. value(r) end)
end

local function pack(r)
  return string.format("return string.pack(%s%s)", r.quote(options_of(r)), values(r))
end

local function there_and_back(r)
  local text = r.quote(options_of(r))
  return string.format("local f = %s\nlocal s = string.pack(f%s)\nreturn s, string.unpack(f, s)", text, values(r))
end

local function size(r)
  return string.format("return string.packsize(%s)", r.quote(options_of(r) .. r.pick {"", "", "", "c99999999999", "c2147483640", "c2147483647"}))
end

local function unpack(r)
  local data = r.repeated(0, 24, function () return r.pick {"\0", "\1", "\255", "\127", "\128", "a", "\2", "\3"} end)
  local position = r.once_in(3) and ", " .. r.pick {"1", "2", "-1", "-4", "0", "100", "-100", "9"} or ""
  return string.format("return string.unpack(%s, %s%s)", r.quote(options_of(r)), r.quote(data), position)
end

local forms = {pack, pack, there_and_back, size, unpack, unpack}

return function (r)
  return r.call(forms, r)
end
