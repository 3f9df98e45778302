-- SPDX-License-Identifier: MIT
-- binary_data.lua: bytes in and out with string.pack, bits, and UTF-8.
--
-- A format string names the fields of a record: sizes, byte order, alignment. The same string
-- writes and reads it. The examples end with a bitmap file, made in memory.

local function hex(bytes)
  return (bytes:gsub(".", function(byte)
    return string.format("%02x ", byte:byte())
  end):gsub(" $", ""))
end

print("numbers as bytes")
for _, case in ipairs({ { "<i4", 1000 }, { ">i4", 1000 }, { "<i2", -2 }, { ">I3", 0x010203 },
  { "<i16", -1 }, { ">d", 1.5 }, { "<f", 0.1 }, { "B", 255 }, { "z", "text" }, { "s1", "text" },
  { "<!4 i1 i4", 1, 2 } }) do
  local bytes = string.pack(table.unpack(case))
  print(string.format("  %-10s %-5s %s", case[1], case[2], hex(bytes)))
end
print("  " .. select(2, pcall(string.pack, "i1", 200)))
print("  0.1 as a float is " .. string.unpack("<f", string.pack("<f", 0.1)))

print("a record, and where the next one starts")
local RECORD = "<I2 s1 d"
local planets = string.pack(RECORD, 1, "mercury", 4879.4) .. string.pack(RECORD, 4, "mars", 6779)
local position = 1
while position <= #planets do
  local number, name, diameter, next_position = string.unpack(RECORD, planets, position)
  print(string.format("  byte %2d: #%d %s, %.1f km", position, number, name, diameter))
  position = next_position
end
print("  fixed part of '<I2 d' is " .. string.packsize("<I2 d") .. " bytes, aligned "
  .. string.packsize("<!8 I2 d"))

print("bits")
local function bits(value, width)
  local digits = {}
  for i = width - 1, 0, -1 do
    digits[#digits + 1] = value >> i & 1
  end
  return table.concat(digits)
end
print("  0xB5      " .. bits(0xB5, 8))
print("  & 0x0F    " .. bits(0xB5 & 0x0F, 8))
print("  ~ 0xFF    " .. bits(0xB5 ~ 0xFF, 8))
print("  << 2      " .. bits(0xB5 << 2, 10))
print("  ~0 >> 60  " .. bits(~0 >> 60, 8))

local function checksum(bytes) -- Adler-32
  local low, high = 1, 0
  for i = 1, #bytes do
    low = (low + bytes:byte(i)) % 65521
    high = (high + low) % 65521
  end
  return high << 16 | low
end
print(string.format("  Adler-32 of 'Wikipedia' is %08x", checksum("Wikipedia")))

print("UTF-8")
local text = "Käse für 3 €"
print(string.format("  %d bytes, %d characters", #text, utf8.len(text)))
for place, code in utf8.codes("aé€😀") do
  print(string.format("  byte %d: U+%04X %s", place, code, hex(utf8.char(code))))
end
print("  broken at byte " .. select(2, utf8.len("ab\xffcd")))

-- ---- A bitmap: 16 x 16 pixels, one bit each, rows from bottom to top

print("a bitmap file")
local function bitmap(size, is_set)
  local rows = {}
  for y = size - 1, 0, -1 do
    local row = 0
    for x = 0, size - 1 do
      row = row << 1 | (is_set(x, y) and 1 or 0)
    end
    rows[#rows + 1] = string.pack(">I2 I2", row, 0) -- each row fills four bytes
  end
  local pixels = table.concat(rows)
  local palette = string.pack("<I4 I4", 0xffffff, 0x204080)
  local info = string.pack("<I4 i4 i4 I2 I2 I4 I4 i4 i4 I4 I4", 40, size, size, 1, 1, 0, #pixels,
    2835, 2835, 2, 2)
  local start = 14 + #info + #palette
  return string.pack("<c2 I4 I2 I2 I4", "BM", start + #pixels, 0, 0, start) .. info .. palette
    .. pixels
end
local image = bitmap(16, function(x, y)
  local distance = (x - 7.5) ^ 2 + (y - 7.5) ^ 2
  return distance < 60 and distance > 30 or y == 8
end)
local magic, length, start = string.unpack("<c2 I4 xxxx I4", image)
print(string.format("  %s, %d bytes (%d), pixels from %d, checksum %08x", magic, length, #image,
  start, checksum(image)))
for row = 15, 0, -1 do
  local line = string.unpack(">I2", image, start + 1 + 4 * row)
  print("  " .. bits(line, 16):gsub("0", "."):gsub("1", "#"))
end
