-- SPDX-License-Identifier: MIT
-- Numbers and their texts: numerals in source, tonumber with and without a base, tostring, and math.*.

local function digits(r)
  return r.repeated(1, r.pick {1, 2, 4, 17, 19, 20, 25}, function () return tostring(r.integer(0, 9)) end)
end

local function hexadecimal_digits(r)
  return r.repeated(1, r.pick {1, 2, 4, 16, 17, 30}, function () return r.pick {"0", "1", "8", "9", "a", "F", "f", "c"} end)
end

local function decimal_numeral(r)
  local text = r.once_in(8) and "" or digits(r)
  if r.once_in(2) then text = text .. "." .. (r.once_in(6) and "" or digits(r)) end
  if r.once_in(2) then
    local exponent = r.once_in(3) and r.integer(0, 400) or r.integer(0, 30)
    text = text .. r.pick {"e", "E"} .. r.pick {"", "+", "-"} .. exponent
  end
  return text
end

local function hexadecimal_numeral(r)
  local text = r.pick {"0x", "0X"} .. (r.once_in(8) and "" or hexadecimal_digits(r))
  if r.once_in(2) then text = text .. "." .. (r.once_in(6) and "" or hexadecimal_digits(r)) end
  if r.once_in(2) then
    local exponent = r.once_in(4) and r.integer(0, 1200) or r.integer(0, 70)
    text = text .. r.pick {"p", "P"} .. r.pick {"", "+", "-"} .. exponent
  end
  return text
end

local function numeral(r)
  return r.once_in(2) and decimal_numeral(r) or hexadecimal_numeral(r)
end

local function mutate(r, text)
  if r.once_in(2) then return text end
  local i = r.integer(0, #text)
  return text:sub(1, i) .. r.pick {"", ".", "e", "-", "+", "x", "p", "0", " ", "_", "a", "\0", "f", "e1", ".."} ..
    text:sub(i + r.integer(1, 2))
end

local function in_source(r)
  return "return " .. (r.once_in(4) and "-" or "") .. mutate(r, numeral(r))
end

local function around(r, text)
  return r.pick {"", "", "", " ", "-", "- ", "\t", "+", "--", "\v", "\n"} .. text .. r.pick {"", "", "", " ", "\n", "z", "\0"}
end

local function converted(r)
  local text = r.quote(around(r, mutate(r, numeral(r))))
  return string.format("local s = %s\nlocal n = tonumber(s)\nreturn n, math.type(n), n and tostring(n), pcall(function () return s + 0 end)",
    text)
end

local function with_base(r)
  local base = r.once_in(10) and r.integer(-1, 40) or r.integer(2, 36)
  local text = r.repeated(1, r.pick {3, 10, 70}, function ()
    local digit = r.integer(0, math.max(0, math.min(base, 36) - 1))
    return digit < 10 and tostring(digit) or string.char((r.once_in(2) and 87 or 55) + digit)
  end)
  if r.once_in(4) then text = mutate(r, text) end
  return string.format("return tonumber(%s, %d)", r.quote(around(r, text)), base)
end

local function as_text(r)
  local n = r.number()
  return string.format("local n = %s\nreturn tostring(n), n .. '', #(n .. ''), tonumber(tostring(n)) == n, ('%%.14g'):format(n)", n)
end

local one_argument = {
  "abs", "ceil", "floor", "sqrt", "exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "deg", "rad",
  "tointeger", "type", "modf", "frexp", "cosh", "sinh", "tanh",
}

local two_arguments = {"fmod", "ult", "max", "min", "log", "atan", "pow", "ldexp", "fmod", "fmod"}

local function in_math(r)
  if r.once_in(2) then
    return string.format("local f, x = math.%s, %s\nif f then return f(x) end", r.pick(one_argument), r.value())
  end
  return string.format("local f, x, y = math.%s, %s, %s\nif f then return f(x, y) end", r.pick(two_arguments), r.value(), r.value())
end

local function random_numbers(r)
  local low, high = r.value(), r.value()
  local arguments = r.pick {"", low, low .. ", " .. high, r.small_integers[r.integer(1, 8)], "0"}
  return string.format("math.randomseed(%s)\nreturn math.random(%s), math.random(%s), math.random(%s)",
    r.pick {r.integer_value(), r.number(), r.integer_value() .. ", " .. r.integer_value()}, arguments, arguments, arguments)
end

-- What becomes an integer, and the texts of errors when it does not.
local function as_integer(r)
  local n = r.pick {r.value(), r.float_value(), r.string()}
  return string.format("local n = %s\nlocal t = {}\nreturn math.tointeger(n), pcall(function () return n | 0 end), pcall(string.rep, 'x', n, n == 0)",
    n:find("%d%d%d") and "0" or n)
end

local forms = {in_source, in_source, converted, converted, with_base, as_text, as_text, in_math, in_math, random_numbers, as_integer}

return function (r)
  return r.call(forms, r)
end
