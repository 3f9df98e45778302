-- SPDX-License-Identifier: MIT
-- random.lua: random choices and a stock of values, as Lua source, for the generators of cases.
--
-- Everything comes from math.random, seeded by the runner: one seed always makes the same cases.

local random = {}

-- An integer from [low] to [high].
function random.integer(low, high)
  return math.random(low, high)
end

-- True once in [n] times.
function random.once_in(n)
  return math.random(n) == 1
end

function random.pick(list)
  return list[math.random(#list)]
end

-- Calls one of the functions in [list].
function random.call(list, ...)
  return list[math.random(#list)](...)
end

-- Joins [least] to [most] results of [make].
function random.repeated(least, most, make, separator)
  local parts = {}
  for i = 1, math.random(least, most) do parts[i] = make(i) end
  return table.concat(parts, separator or "")
end

random.small_integers = {"0", "1", "2", "3", "4", "5", "7", "10", "-1", "-2", "-3", "-7"}

random.integers = {
  "0", "1", "-1", "2", "-2", "3", "-3", "5", "7", "-7", "8", "10", "16", "31", "32", "33", "62", "63", "64", "65",
  "-31", "-32", "-63", "-64", "-65", "100", "127", "128", "255", "256", "-128", "-129", "1000", "32767", "32768",
  "-32768", "-32769", "65535", "65536", "65537", "1000000", "2147483647", "2147483648", "-2147483648",
  "-2147483649", "4294967295", "4294967296", "9007199254740991", "9007199254740992", "9007199254740993",
  "-9007199254740993", "0x7ffffffffffffbff", "0x7ffffffffffffc00", "0x7ffffffffffffe00", "0x7fffffffffffffff",
  "0x8000000000000000", "0xffffffffffffffff", "math.maxinteger", "math.mininteger", "math.maxinteger - 1",
  "math.mininteger + 1", "4611686018427387904", "3037000500", "-3037000500", "0xdeadbeef", "0x5555555555555555",
}

random.floats = {
  "0.0", "-0.0", "1.0", "-1.0", "2.0", "3.0", "-3.0", "0.5", "-0.5", "1.5", "-1.5", "2.5", "7.0", "10.0", "0.1", "0.2",
  "0.3", "-0.1", "3.14", "1e15", "1e16", "123456789012345.0", "99999999999999.9", "1e14", "1e100", "-1e100", "1e308",
  "-1e308", "1e-308", "5e-324", "-5e-324", "2.2250738585072014e-308", "2^53", "2^53 + 2", "-2^53", "2^62", "2^63",
  "-2^63", "2^64", "2^63 - 1024", "-2^63 - 2048", "2^31", "2^32", "1e10", "63.0", "64.0", "0x1p-10", "0x.8", "1/3",
  "100.0", "255.0", "1e-5", "1e-4", "12345.678", "math.pi", "math.huge", "-math.huge", "0/0", "-(0/0)", "1/0", "-1/0",
}

-- Without nan, which has no place in an order.
random.sortable = {"0.5", "-0.5", "2.5", "1e100", "-1e100", "math.huge", "-math.huge", "2^53", "math.mininteger", "1e15"}

random.numeric_strings = {
  "'0'", "'1'", "'-1'", "'10'", "'-7'", "'3'", "'0.0'", "'-0'", "'-0.0'", "'1.5'", "'2.0'", "'1e1'", "'1e400'", "'-1e400'",
  "'1e-400'", "'0x10'", "'-0x10'", "'0xffffffffffffffff'", "'0x1p4'", "'0x.8p1'", "' 5 '", "'\\t5\\n'", "'5.'", "'.5'",
  "'9223372036854775807'", "'9223372036854775808'", "'-9223372036854775808'", "'-9223372036854775809'",
  "'18446744073709551616'", "'1e15'", "'00012'", "'0x00000000000000000001'", "'+3'", "'63'", "'64'", "'2'",
}

random.other_strings = {
  "''", "' '", "'abc'", "'a'", "'ABC'", "'hello world'", "'1e'", "'0x'", "'1 2'", "'5\\0'", "'inf'", "'nan'", "'- 1'",
  "'--1'", "'0x1p'", "'1e+'", "'.'", "'-'", "'+'", "'e1'", "'10a'", "'0b1'", "'1_000'", "'\\0'", "'a\\0b'", "'\\255\\254'",
  "'%'", "'%d'", "'\\n'", "'long ' .. ('x'):rep(50)", "'\\u{20AC}\\u{10FFFF}'",
}

random.others = {"nil", "true", "false", "{}", "print", "{1, 2, 3}", "function() end", "coroutine.create(print)", "io.stdout"}

function random.integer_value()
  if random.once_in(6) then
    return tostring(math.random(0) >> math.random(0, 63))
  end
  return random.pick(random.integers)
end

-- A float with random bits of exponent and mantissa, as a numeral.
local function any_float()
  local value
  repeat
    value = string.unpack("d", string.pack("j", math.random(0)))
  until value == value and value ~= math.huge and value ~= -math.huge
  return string.format(random.pick {"%.17g", "%a", "%.3g"}, value)
end

function random.float_value()
  if random.once_in(6) then
    local text = random.once_in(2) and any_float() or tostring(math.random() * 10 ^ math.random(-5, 20))
    return text:find("[.epn]") and text or text .. ".0"
  end
  return random.pick(random.floats)
end

function random.number()
  return random.once_in(2) and random.integer_value() or random.float_value()
end

function random.string()
  return random.pick(random.once_in(2) and random.numeric_strings or random.other_strings)
end

-- Any value at all, numbers more often than others.
function random.value()
  local n = math.random(10)
  if n <= 6 then return random.number() end
  if n <= 9 then return random.string() end
  return random.pick(random.others)
end

-- A value that can stand in front of an operator, index or call.
function random.operand(text)
  return text:find("^[%w_.]+$") and not text:find("^%d") and text or "(" .. text .. ")"
end

-- [text] as a literal of printable characters.
function random.quote(text)
  return '"' .. text:gsub('[%c"\\\128-\255]', function (c) return string.format("\\%03d", c:byte()) end) .. '"'
end

return random
