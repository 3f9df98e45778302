-- utf8.codes refuses continuation bytes where a character should begin.
-- only: neap
local function go(s) for _ in utf8.codes(s) do end end
print((select(2, pcall(go, "\x80abc")):match("bad argument #1 to .* %(invalid UTF%-8 code%)") ~= nil)) -- expect: true
print((select(2, pcall(go, "in\x80valid")):match("invalid UTF%-8 code$")))                            -- expect: invalid UTF-8 code
print((select(2, pcall(go, "αλφ\xBFα")):match("invalid UTF%-8 code$")))                                -- expect: invalid UTF-8 code
