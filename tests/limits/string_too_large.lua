-- Strings that cannot be: errors, no crash.
local function try(f, ...) local ok, m = pcall(f, ...) assert(not ok) return m end
print(try(string.rep, "x", 1 << 62))    -- expect: resulting string too large
print(try(string.rep, "abc", math.maxinteger)) -- expect: resulting string too large
print(try(string.rep, "x", math.maxinteger // 2, "yz")) -- expect: resulting string too large
print(#string.rep("x", -5))              -- expect: 0
