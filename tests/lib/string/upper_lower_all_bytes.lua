-- Case mapping leaves every byte that is no letter alone.
local changed = 0
for i = 0, 255 do
    local c = string.char(i)
    if c:upper() ~= c then
        assert(i >= 97 and i <= 122 and c:upper():byte() == i - 32 and c:upper():lower() == c)
        changed = changed + 1
    end
end
print(changed)                                          -- expect: 26
