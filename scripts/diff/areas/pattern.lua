-- SPDX-License-Identifier: MIT
-- Patterns: random ones, well-formed and not, on random subjects, with find, match, gmatch and gsub.

local letters = {"a", "b", "c", "a", "b", "1", " ", "(", ")", "[", "]", "-", "x", "\0", "\255", "%"}

local function subject(r)
  if r.once_in(20) then return r.pick {"", "a", "\0", "()"} end
  return r.repeated(0, r.pick {4, 8, 20, 60}, function () return r.pick(letters) end)
end

local function class(r)
  return "%" .. r.pick {"a", "d", "l", "s", "u", "w", "x", "p", "c", "g", "A", "D", "S", "W", "%", ".", "-", "(", "\0", "z", "Z"}
end

local function set(r)
  return "[" .. r.pick {"", "", "^"} .. r.repeated(1, 4, function ()
    return r.pick {class(r), r.pick(letters), "a-c", "0-9", "b-a", "-", "]", "^", "a-", "%a-z", "%]", "\0-\255", "+--"}
  end) .. "]"
end

local function item(r)
  local n = r.integer(1, 22)
  if n <= 8 then return r.pick {"a", "b", "c", ".", ".", "x", "1", " "} end
  if n <= 11 then return class(r) end
  if n <= 14 then return set(r) end
  if n == 15 then return "%b" .. r.pick {"()", "ab", "[]", "aa", "(", ""} end
  if n == 16 then return "%f" .. r.pick {set(r), "[%w]", "[^a]", "a", ""} end
  if n == 17 then return "%" .. r.integer(0, 4) end
  if n == 18 then return r.pick {"^", "$", "*", "-", "?", "]", "["} end
  if n == 19 then return "()" end
  return r.pick {"a", "b", "(", ")", "."}
end

local function repetition(r)
  return r.pick {"", "", "", "*", "+", "-", "?"}
end

local function pieces(r, most)
  return r.repeated(0, most, function () return item(r) .. repetition(r) end)
end

local function pattern(r)
  local text = r.pick {"", "", "", "^"} .. pieces(r, 3)
  for _ = 1, r.pick {0, 0, 1, 1, 2, 3} do
    text = text .. "(" .. pieces(r, 2) .. ")" .. pieces(r, 1)
  end
  text = text .. r.pick {"", "", "", "$"}
  if r.once_in(12) then -- something is missing
    local i = r.integer(1, #text + 1)
    text = text:sub(1, i - 1) .. text:sub(i + 1)
  end
  if r.once_in(30) then text = text .. r.pick {"%", "[", "[^", "[%", "[a-", "(", ")", "%b", "%bx", "%f", "[]", "[^]"} end
  return text
end

local function position(r)
  return r.once_in(3) and ", " .. r.pick {"1", "2", "3", "-1", "-3", "0", "100", "-100", "5"} or ""
end

local function find(r)
  return string.format("return string.%s(%s, %s%s)", r.pick {"find", "match"}, r.quote(subject(r)), r.quote(pattern(r)), position(r))
end

local function gmatch(r)
  return string.format("for a, b, c in string.gmatch(%s, %s%s) do print(a, b, c) end", r.quote(subject(r)),
    r.quote(pattern(r)), position(r))
end

local function replacement(r)
  return r.pick {
    r.quote(r.repeated(0, 3, function () return r.pick {"x", "%0", "%1", "%2", "%%", "%3", "-", "%", "%a", "%9"} end)),
    "{a = 'A', b = false, [1] = 'one', c = 3}", "function (...) print(...) return ... end", "string.upper",
    "function (a) if a == 'b' then return false end return a .. '!' end", "{}", "7", "2.5",
    "function () return {} end", "setmetatable({}, {__index = function (_, k) return '<' .. k .. '>' end})", "nil", "true",
  }
end

local function gsub(r)
  return string.format("return string.gsub(%s, %s, %s%s)", r.quote(subject(r)), r.quote(pattern(r)), replacement(r),
    r.once_in(4) and ", " .. r.pick {"0", "1", "2", "-1", "1.0", "100"} or "")
end

local function plain(r)
  return string.format("return string.find(%s, %s, %s, true)", r.quote(subject(r)),
    r.quote(r.repeated(0, 3, function () return r.pick(letters) end)), r.pick {"1", "2", "-2", "100", "nil"})
end

-- The same patterns again and again, as programs use them.
local function repeatedly(r)
  local text = r.quote(pattern(r))
  return string.format("for _, s in ipairs {%s, %s, %s} do print(s:find(%s)) print(s:match(%s)) print(s:gsub(%s, '')) end",
    r.quote(subject(r)), r.quote(subject(r)), r.quote(subject(r)), text, text, text)
end

local forms = {find, find, find, gmatch, gsub, gsub, plain, repeatedly}

return function (r)
  return r.call(forms, r)
end
