-- Results longer than any buffer.
local n = 10000
local s = ("ab"):rep(n)
local r, count = s:gsub("a", "xyz")
print(#r, count, r == ("xyzb"):rep(n))                  -- expect: 40000 10000 true
r, count = s:gsub("b", function() return "1234" end)
print(#r, count, r == ("a1234"):rep(n))                 -- expect: 50000 10000 true
r, count = s:gsub("%w", {a = "longer", b = ""})
print(#r, count, r == ("longer"):rep(n))                -- expect: 60000 20000 true
r, count = s:gsub("a", ("x"):rep(1000), 3)
print(#r, count)                                        -- expect: 22997 3
r, count = s:gsub(".+", "%0%0%0")
print(#r, count)                                        -- expect: 60000 1
