-- string.gsub with a replacement string.
print(("hello world"):gsub("o", "0"))                   -- expect: hell0 w0rld 2
print(("hello"):gsub("", "-"))                          -- expect: -h-e-l-l-o- 6
print(("hello"):gsub("l+", "<%0>"))                     -- expect: he<ll>o 1
print(("hello world"):gsub("(%w+) (%w+)", "%2 %1"))     -- expect: world hello 1
print(("abc"):gsub("%w", "%0%0"))                       -- expect: aabbcc 3
print(("abc"):gsub("%w", "%%"))                         -- expect: %%% 3
print(("abc"):gsub("()", "%1"))                         -- expect: 1a2b3c4 4
print(("abc def"):gsub("%w+", "%1"))                    -- expect: abc def 2
print(("abc"):gsub("x", "y"))                           -- expect: abc 0
print((""):gsub("", "x"), (""):gsub("^", "x"))          -- expect: x x 1
print(("a.b.c"):gsub("%.", "/"))                        -- expect: a/b/c 2
print(("abc"):gsub("b", ""))                            -- expect: ac 1
print(("abc"):gsub(".", 7))                             -- expect: 777 3
print(("a b  c"):gsub(" *", "-"))                       -- expect: -a-b-c- 4
print(("hello"):gsub("(l)(l)(o)", "%3%2%1%0"))          -- expect: heollllo 1
