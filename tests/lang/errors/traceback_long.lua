-- The middle of a long traceback is left out.
local function deep(n) if n == 0 then local s = debug.traceback() return s end local s = deep(n - 1) return s end
local _, lines = deep(100):gsub("\n", "")
print(lines)                            -- expect: 22
print(deep(100):match("\n\t%.%.%.%s*(%b())") ) -- expect: (skipping 81 levels)
print(select(2, deep(5):gsub("in upvalue 'deep'", ""))) -- expect: 5
