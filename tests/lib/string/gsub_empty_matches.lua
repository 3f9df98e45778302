-- An empty match right behind a match does not count.
print(("abc"):gsub("%w*", "x"))                         -- expect: x 1
print(("hello world"):gsub("o*", "."))                  -- expect: .h.e.l.l. .w.r.l.d. 10
print(("  a  b"):gsub("%s*", "_"))                      -- expect: _a_b_ 3
print(("abc"):gsub("b*", "-"))                          -- expect: -a-c- 3
print((""):gsub("a*", "x"))                             -- expect: x 1
print(("a\0a"):gsub("%z*", "z"))                        -- expect: zazaz 3
print(("one;two;;four"):gsub(";?", "|"))                -- expect: |o|n|e|t|w|o||f|o|u|r| 12
