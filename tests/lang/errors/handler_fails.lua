-- An error in a message handler calls the handler again.
local n = 0
print(xpcall(error, function (m) n = n + 1; if n < 4 then error("again") end return "settled" end, "first"))
-- expect: false settled
print(n)                                -- expect: 4
local ok, m = xpcall(error, function () error("always") end)
print(ok, type(m))                      -- expect: false string
