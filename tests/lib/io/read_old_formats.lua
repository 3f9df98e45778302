-- Formats may start with an asterisk, and only their first letter counts.
local f <close> = io.tmpfile()
f:write("7 line\nall")
f:seek("set")
print(f:read("*n", "*line", "*all")) -- expect: 7 line all
