-- utf8.codes goes through positions and code points.
local t = {}
for p, c in utf8.codes("aä€😀") do t[#t + 1] = p .. ":" .. c end
print(table.concat(t, " "))                             -- expect: 1:97 2:228 4:8364 7:128512
for _ in utf8.codes("") do error("not empty") end
t = {}
for p, c in utf8.codes("\u{D800}\u{7FFFFFFF}", true) do t[#t + 1] = p .. ":" .. c end
print(table.concat(t, " "))                             -- expect: 1:55296 4:2147483647
t = {}
for p, c in utf8.codes("a\0b") do t[#t + 1] = p .. ":" .. c end
print(table.concat(t, " "))                             -- expect: 1:97 2:0 3:98
