-- SPDX-License-Identifier: MIT
-- Arithmetic, bitwise and concatenation operators over special values: constants, locals, upvalues and
-- fields on either side, in expressions that may be folded, and the texts of their errors.

local binary = {"+", "-", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", ".."}
local unary = {"-", "~", "not ", "#"}

-- One operator with both operands written out.
local function constant(r)
  return string.format("return (%s) %s (%s)", r.value(), r.pick(binary), r.value())
end

local function locals(r)
  return string.format("local a, b = %s, %s\nreturn a %s b", r.value(), r.value(), r.pick(binary))
end

local function constant_right(r)
  return string.format("local a = %s\nreturn a %s %s", r.value(), r.pick(binary), r.operand(r.value()))
end

local function constant_left(r)
  return string.format("local a = %s\nreturn %s %s a", r.value(), r.operand(r.value()), r.pick(binary))
end

local function upvalue(r)
  return string.format("local a = %s\nreturn (function (b) return a %s b, b %s a end)(%s)", r.value(), r.pick(binary),
    r.pick(binary), r.value())
end

local function field(r)
  return string.format("local t = {x = %s, y = %s}\nreturn t.x %s t.y", r.value(), r.value(), r.pick(binary))
end

local function one_operand(r)
  return string.format("local a = %s\nreturn %sa, %s%s", r.value(), r.pick(unary), r.pick(unary),
    r.operand(r.number()))
end

-- The local variable is its own target.
local function assigned(r)
  local operator = r.pick(binary)
  return string.format("local a, b = %s, %s\nfor i = 1, 3 do a = a %s b end\nreturn a", r.number(), r.number(),
    operator == "^" and "*" or operator)
end

local function expression(r, depth)
  if depth == 0 or r.once_in(5) then
    return r.once_in(2) and r.pick {"a", "b", "c"} or r.operand(r.number())
  end
  if r.once_in(6) then return "(" .. r.pick(unary) .. expression(r, depth - 1) .. ")" end
  local text = expression(r, depth - 1) .. " " .. r.pick(binary) .. " " .. expression(r, depth - 1)
  return r.once_in(3) and "(" .. text .. ")" or text
end

-- Many operators: precedence, registers, folding.
local function nested(r)
  return string.format("local a, b, c = %s, %s, %s\nreturn %s", r.number(), r.number(), r.number(),
    expression(r, r.integer(1, 4)))
end

local forms = {constant, locals, constant_right, constant_left, upvalue, field, one_operand, assigned, nested, nested}

return function (r)
  return r.call(forms, r)
end
