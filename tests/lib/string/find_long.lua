-- Searching in long strings, for long and short texts.
local s = ("a"):rep(10000) .. "b" .. ("a"):rep(10000)
print(s:find("b", 1, true))                             -- expect: 10001 10001
print(s:find(("a"):rep(500) .. "b", 1, true))           -- expect: 9501 10001
print(s:find("ba", 1, true))                            -- expect: 10001 10002
print(s:find(("a"):rep(10001), 1, true))                -- expect: nil
print(s:find("c", 1, true), s:find("bb", 1, true))      -- expect: nil nil
print(s:find("b.-$"))                                   -- expect: 10001 20001
