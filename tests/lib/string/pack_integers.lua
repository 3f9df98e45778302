-- Integers of every size in both byte orders.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<i4", 1)), hex(string.pack(">i4", 1)), hex(string.pack("<i3", -2))) -- expect: 01000000 00000001 feffff
print(hex(string.pack(">i16", -1)), hex(string.pack("<I16", 1))) -- expect: ffffffffffffffffffffffffffffffff 01000000000000000000000000000000
print(hex(string.pack(">I3", 0x010203)), hex(string.pack("<b", -1)), hex(string.pack("B", 255))) -- expect: 010203 ff ff
print(hex(string.pack("<h", -2)), hex(string.pack(">H", 65535)), hex(string.pack("<l", 1))) -- expect: feff ffff 0100000000000000
print(hex(string.pack(">j", math.mininteger)), hex(string.pack("<J", -1)), hex(string.pack(">T", 7))) -- expect: 8000000000000000 ffffffffffffffff 0000000000000007
for size = 1, 16 do
    for _, order in ipairs {"<", ">", "="} do
        local max = size >= 8 and math.maxinteger or (1 << size * 8 - 1) - 1
        local f = order .. "i" .. size
        assert(#string.pack(f, 0) == size)
        for _, n in ipairs {0, 1, -1, max, -max - 1, max // 3} do
            assert(string.unpack(f, string.pack(f, n)) == n)
        end
        local unsigned = order .. "I" .. size
        assert(string.unpack(unsigned, string.pack(unsigned, max)) == max)
    end
end
