-- Zeros are ordinary bytes, in keys and comparisons too.
local t = {["a\0b"] = 1, ["a\0c"] = 2, ["a"] = 3}
print(t["a\0b"], t["a\0c"], t.a)        -- expect: 1 2 3
print(("a\0b"):upper() == "A\0B", "\0" < "\1", #"\0\0\0")   -- expect: true true 3
