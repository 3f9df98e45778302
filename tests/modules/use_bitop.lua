-- bit: 32-bit operations; a hash of a text agrees with one made of the language's own operators.
-- package: lua-bitop
local bit = require("bit")
local function hash(text)
  local h = bit.tobit(2166136261)
  for i = 1, #text do
    h = bit.bxor(h, text:byte(i))
    h = bit.tobit(h + bit.lshift(h, 1) + bit.lshift(h, 4) + bit.lshift(h, 7) + bit.lshift(h, 8) + bit.lshift(h, 24))
  end
  return bit.tohex(h)
end
local function own_hash(text)
  local h = 2166136261
  for i = 1, #text do
    h = (h ~ text:byte(i)) * 16777619 & 0xFFFFFFFF
  end
  return ("%08x"):format(h)
end
for n = 0, 200 do
  local text = ("some text "):rep(n):sub(1, n)
  assert(hash(text) == own_hash(text))
end
assert(bit.band(0xFF, 0x3C, -1) == 0x3C and bit.bor(1, 2, 4) == 7 and bit.bnot(0) == -1)
assert(bit.rol(0x12345678, 12) == 0x45678123 and bit.ror(0x12345678, 12) == 0x67812345)
assert(bit.arshift(-256, 4) == -16 and bit.rshift(-256, 4) == 0x0FFFFFF0)
assert(bit.bswap(0x12345678) == 0x78563412 and bit.tohex(0xABCDEF, -4) == "CDEF")
assert(bit.tobit(2.0 ^ 40 + 3) == 3)
local ok, message = pcall(bit.band, 1, {})
assert(not ok and message == "bad argument #2 to 'bit.band' (number expected, got table)")
ok, message = pcall(bit.lshift, 1)
assert(not ok and message == "bad argument #2 to 'bit.lshift' (number expected, got no value)")
