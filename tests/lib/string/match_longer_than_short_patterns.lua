-- Patterns of more than a few dozen bytes.
local word = "abcdefghijklmnopqrstuvwxyz0123456789_-"
print((word .. "=1"):match("^abcdefghijklmnopqrstuvwxyz0123456789_%-=(%d)$")) -- expect: 1
print(("2024-05-06T07:08:09"):match("^(%d%d%d%d)%-(%d%d)%-(%d%d)T(%d%d):(%d%d):(%d%d)$")) -- expect: 2024 05 06 07 08 09
print((word):gsub("[abcdefghijklm][nopqrstuvwxyz0123456789_-]", "<%0>")) -- expect: abcdefghijkl<mn>opqrstuvwxyz0123456789_- 1
for a, b in ("k1=v1;k2=v2;"):gmatch("([abcdefghijklmnopqrstuvwxyz]%d)=([abcdefghijklmnopqrstuvwxyz]%d);") do
    io.write(a, b, " ")
end
print(("x1y22"):gsub("([abcdefghijklmnopqrstuvwxyz]+)(%d+)", function(a, b) return b .. a end)) -- expect: k1v1 k2v2 1x22y 2
