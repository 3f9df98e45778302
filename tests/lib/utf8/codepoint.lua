-- utf8.codepoint gives the code points that start in a range.
print(utf8.codepoint("a"), utf8.codepoint("ä"), utf8.codepoint("€"), utf8.codepoint("😀")) -- expect: 97 228 8364 128512
print(utf8.codepoint("aä€", 1, -1))                  -- expect: 97 228 8364
print(utf8.codepoint("aä€", 2))                      -- expect: 228
print(utf8.codepoint("aä€", -3))                     -- expect: 8364
print(utf8.codepoint("aä€", 2, 3))                   -- expect: 228
print(select("#", utf8.codepoint("abc", 3, 2)), select("#", utf8.codepoint("", 1, 0))) -- expect: 0 0
print(utf8.codepoint("\0\x7f", 1, 2))                   -- expect: 0 127
print(utf8.codepoint("\u{7FFFFFFF}", 1, 1, true), utf8.codepoint("\u{D800}", 1, 1, true)) -- expect: 2147483647 55296
print(utf8.codepoint(12), utf8.codepoint("abc", "2"))   -- expect: 49 98
