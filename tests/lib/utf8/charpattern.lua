-- utf8.charpattern matches one character.
print(#utf8.charpattern, utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*") -- expect: 14 true
local t = {}
for c in ("aä€😀\0z"):gmatch(utf8.charpattern) do t[#t + 1] = #c end
print(table.concat(t, " "))                             -- expect: 1 2 3 4 1 1
print(("日本"):match(utf8.charpattern), ("\x80"):match("^" .. utf8.charpattern)) -- expect: 日 nil
