-- SPDX-License-Identifier: MIT
-- Binary records packed and unpacked.
local pack, unpack = string.pack, string.unpack
local sum = 0
for i = 1, 250000 do
  local record = pack("<I4 i2 d z", i, i % 1000, i / 2, "name")
  local id, small, number, name = unpack("<I4 i2 d z", record)
  sum = sum + id + small + number + #name
end
print(sum)
