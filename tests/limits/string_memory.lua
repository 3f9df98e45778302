-- Results of string.rep above 2 GB are refused at once.
local ok, message = pcall(string.rep, "x", 1 << 46)
print(ok, message)                      -- expect: false resulting string too large
local s = "still works"
print(s:upper())                        -- expect: STILL WORKS
